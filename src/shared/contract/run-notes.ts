import { z } from 'zod'
import { longestRunTag, mostRunTags } from '../domain/run-tags'
import { nothing, runIdSchema } from './common'

/** Characters of a note. */
const longestNote = 100_000

/** What people write of a run. */
export const runNoteSchema = z.string().max(longestNote, `a note has at most ${longestNote} characters`)
export const runTagsSchema = z.array(z.string().min(1).max(longestRunTag)).max(mostRunTags)

const tagTextsSchema = z.array(z.string().max(1000)).max(1000).default([])

/** Channels of what people write of a run. Each change can be undone. */
export const runNoteChannels = {
  /** Keeps a note as it was typed. While `typing`, no step to undo is noted: the call after the last one does that for all of them. */
  'runs.note': { argument: z.object({ runId: runIdSchema, note: runNoteSchema, typing: z.boolean().default(false) }), result: nothing },
  'runs.tag': {
    argument: z.object({ runId: runIdSchema, add: tagTextsSchema, remove: tagTextsSchema }),
    result: z.object({ tags: runTagsSchema }),
  },
  /** Hides a run from lists, or shows it again. Nothing of it is lost, and models that were exported from it stay. */
  'runs.archive': { argument: z.object({ runId: runIdSchema, archived: z.boolean() }), result: nothing },
} as const
