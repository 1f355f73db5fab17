import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { WordCoordinates } from '@shared/domain/label'
import { fromScale } from '@shared/domain/plane'

/** The file, beside this checkout where it is at hand. */
export const referenceAnnotationsPath = resolve('../shared/data/reference-annotations/annotations.json')
const schema = z.record(
  z.string(),
  z.object({ valence: z.number(), arousal: z.number(), emotion_tags: z.array(z.tuple([z.string(), z.number()])) }),
)

/** A song of the reference annotations; its label is on −1…1. */
export interface ReferenceSong {
  readonly externalId: string
  readonly valence: number
  readonly arousal: number
  readonly tags: readonly (readonly [word: string, count: number])[]
}

/** Whether the reference annotations are at hand; a public clone has none. */
export const hasReferenceAnnotations = existsSync(referenceAnnotationsPath)
if (!hasReferenceAnnotations) console.warn('Skipped: the reference annotations are not beside this checkout.')

/** All 9,654 songs, their labels converted from 0…1 to −1…1. */
export function referenceSongs(): ReferenceSong[] {
  return Object.entries(schema.parse(JSON.parse(readFileSync(referenceAnnotationsPath, 'utf8')))).map(([externalId, song]) => ({
    externalId,
    valence: fromScale(song.valence, '0-1'),
    arousal: fromScale(song.arousal, '0-1'),
    tags: song.emotion_tags,
  }))
}

/**
 * The coordinates of the 27 words that the songs imply: from songs that carry one word alone; the rest from the song in which
 * the word has the greatest share and all other words are known.
 */
export function impliedCoordinates(songs: readonly ReferenceSong[]): Map<string, WordCoordinates> {
  const known = new Map<string, WordCoordinates>()
  for (const { tags, valence, arousal } of songs) {
    const [only, ...others] = tags
    if (only && others.length === 0) known.set(only[0], rounded({ word: only[0], valence, arousal }))
  }
  for (;;) {
    const [best] = songs.flatMap((song) => solvable(song, known)).sort((a, b) => b.share - a.share)
    if (!best) return known
    known.set(best.word.word, rounded(best.word))
  }
}

/** Lexicons state three digits on 0…1; this takes away the rounding of the files' sums. */
function rounded({ word, valence, arousal }: WordCoordinates): WordCoordinates {
  return { word, valence: Math.round(valence * 1e9) / 1e9, arousal: Math.round(arousal * 1e9) / 1e9 }
}

function solvable(song: ReferenceSong, known: ReadonlyMap<string, WordCoordinates>): { share: number; word: WordCoordinates }[] {
  const missing = song.tags.filter(([word]) => !known.has(word))
  const [target] = missing
  if (!target || missing.length > 1) return []
  const mass = song.tags.reduce((sum, [, count]) => sum + count, 0)
  const rest = song.tags.filter(([word]) => known.has(word))
  const solve = (value: number, of: (word: WordCoordinates) => number): number =>
    (value * mass - rest.reduce((sum, [word, count]) => sum + count * of(known.get(word) ?? { word, valence: 0, arousal: 0 }), 0)) /
    target[1]
  const word = { word: target[0], valence: solve(song.valence, (p) => p.valence), arousal: solve(song.arousal, (p) => p.arousal) }
  return [{ share: target[1] / mass, word }]
}
