import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { EmotionStems } from '@shared/domain/tag-mapping'
import { coordinateSchema } from '@shared/contract/common'
import { insertLexicon } from './lexicons'
import type { LibraryDatabase } from './library'
import { replaceTagMapping } from './tag-mapping'

const lexiconFileSchema = z.object({
  name: z.string(),
  source: z.string(),
  licence: z.string(),
  words: z.array(z.object({ word: z.string(), valence: coordinateSchema, arousal: coordinateSchema })),
})

const stemsFileSchema = z.object({
  words: z.array(z.object({ word: z.string(), stems: z.array(z.string()) })),
  ignored: z.array(z.string()),
})

/** The mapping of tags to emotion words that the product ships. */
export function shippedStems(resourcesDirectory: string): EmotionStems {
  return stemsFileSchema.parse(readJson(join(resourcesDirectory, 'emotion-stems.json')))
}

/**
 * Gives a new library the shipped lexicon (active) and the shipped stems.
 * @param resourcesDirectory folder of the files that ship with the program
 * @param createdAt ISO 8601
 */
export function seedLabelling(database: LibraryDatabase, resourcesDirectory: string, createdAt: string): void {
  const lexicon = lexiconFileSchema.parse(readJson(join(resourcesDirectory, 'lexicons', 'circumplex-27.json')))
  database.transaction(() => {
    insertLexicon(database, { ...lexicon, createdAt })
    replaceTagMapping(database, { stems: shippedStems(resourcesDirectory), tags: [], words: [] })
  })()
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
