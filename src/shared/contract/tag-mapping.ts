import { z } from 'zod'
import { suggestionReasons } from '../domain/suggestions/found-word'
import { wordChanges } from '../domain/word-mapping'
import { nothing, pathSchema } from './common'

/** An emotion word as the program writes it: lower case, without space around it. */
export const emotionWordSchema = z.string().trim().toLowerCase().min(1, 'a word is wanted').max(100, 'at most 100 letters')
const rawTagSchema = z.string().min(1, 'a tag is wanted')
const tagsSchema = z.array(rawTagSchema).min(1, 'name at least one tag')

/** A word of null excludes the tag. */
export const mappedTagSchema = z.object({ tag: rawTagSchema, word: emotionWordSchema.nullable() })
export const wordChangeSchema = z.object({
  word: emotionWordSchema,
  into: emotionWordSchema,
  change: z.enum(wordChanges),
  earlier: z.array(emotionWordSchema).readonly().optional(),
})
const stemsOfWordSchema = z.object({ word: emotionWordSchema, stems: z.array(z.string().min(1)) })

/** A mapping as a file; see docs/formats.md. Without `stems` those of the library stay. */
export const mappingFileSchema = z.object({
  format: z.literal('circumplex-tag-mapping', { error: '“format” must be "circumplex-tag-mapping"' }),
  version: z.literal(1, { error: 'only version 1 is known here' }),
  tags: z.array(mappedTagSchema).default([]),
  words: z.array(wordChangeSchema).default([]),
  stems: z.object({ words: z.array(stemsOfWordSchema).min(1), ignored: z.array(z.string().min(1)) }).optional(),
})
export type MappingFile = z.infer<typeof mappingFileSchema>

/** What people mapped by hand; `present` are the words that tags can be mapped to without more ado. */
export const tagMappingSchema = z.object({
  tags: z.array(mappedTagSchema),
  words: z.array(wordChangeSchema),
  present: z.array(z.string()),
})

/** `remappedTags`: tags of the library that now stand for another word, or for none. */
export const remappedSchema = z.object({ remappedTags: z.number() })

export const tagSuggestionSchema = z.object({
  tag: z.string(),
  tracks: z.number(),
  count: z.number(),
  word: z.string(),
  reason: z.enum(suggestionReasons),
  evidence: z.string(),
  /** How much speaks for it, in 0…1. */
  strength: z.number(),
})

export const tagMappingChannels = {
  'tags.mapping': { argument: nothing, result: tagMappingSchema },
  /** A word of null excludes the tags. */
  'tags.map': { argument: z.object({ tags: tagsSchema, word: emotionWordSchema.nullable() }), result: remappedSchema },
  /** Several tags, each to a word of its own, as one change. */
  'tags.mapEach': { argument: z.object({ tags: z.array(mappedTagSchema).min(1) }), result: remappedSchema },
  /** Leaves tags to the stems again. */
  'tags.unmap': { argument: z.object({ tags: tagsSchema }), result: remappedSchema },
  'tags.mergeWord': { argument: z.object({ word: emotionWordSchema, into: emotionWordSchema }), result: remappedSchema },
  'tags.renameWord': { argument: z.object({ word: emotionWordSchema, name: emotionWordSchema }), result: remappedSchema },
  /** Takes back a merge or a new name. */
  'tags.restoreWord': { argument: z.object({ word: emotionWordSchema }), result: remappedSchema },
  'tags.suggest': { argument: nothing, result: z.array(tagSuggestionSchema) },
  'tags.exportMapping': {
    argument: z.object({ path: pathSchema }),
    result: z.object({ path: z.string(), tags: z.number(), words: z.number() }),
    writes: ['path'],
  },
  /** Adds a file's mapping to this one, where it wins; `replace` drops what is mapped by hand here first. */
  'tags.importMapping': {
    argument: z.object({ path: pathSchema, replace: z.boolean().default(false) }),
    /** `absentTags`: tags of the file that the library does not hold; they count once they are imported. */
    result: remappedSchema.extend({ tags: z.number(), words: z.number(), absentTags: z.number() }),
  },
} as const
