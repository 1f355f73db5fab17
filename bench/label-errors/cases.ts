import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { describeSample } from '@main/sample/describe-sample'
import { fromScale, type PlanePoint } from '@shared/domain/plane'
import { createRandom, type Random } from '@shared/domain/random'
import { type Features, outOfFoldRidge } from './ridge'

/** Labels that are taken as right, with models that predict labels of the same tracks out of fold. */
export interface Case {
  readonly name: string
  readonly labels: readonly PlanePoint[]
  readonly models: readonly ((labels: Float64Array) => Float64Array)[]
}

const sampleTracks = 400
const mostWords = 250

/** The true points of sample songs, predicted from their lyrics, from their comments, and from both. */
export function sampleCases(seed: number): Case[] {
  const tracks = describeSample({ count: sampleTracks, seed }).map(({ track }) => track)
  const labels = tracks.map(({ truth }) => truth)
  const [lyrics, comments] = [
    outOfFoldRidge(wordShares(tracks.map((track) => track.lyrics ?? '')), 1000),
    outOfFoldRidge(wordShares(tracks.map((track) => track.comments ?? '')), 1000),
  ]
  return [
    { name: 'sample songs, lyrics', labels, models: [lyrics] },
    { name: 'sample songs, comments', labels, models: [comments] },
    { name: 'sample songs, lyrics and comments', labels, models: [lyrics, comments] },
  ]
}

/** How often each of the most frequent words stands in each text, as the root of its share. */
function wordShares(texts: readonly string[]): Features {
  const words = texts.map((text) => text.toLowerCase().match(/[a-z']+/gu) ?? [])
  const tracksOf = new Map<string, number>()
  for (const text of words) for (const word of new Set(text)) tracksOf.set(word, (tracksOf.get(word) ?? 0) + 1)
  const vocabulary = [...tracksOf].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, mostWords)
  const columnOf = new Map(vocabulary.map(([word], column) => [word, column]))
  return words.map((text) => {
    const row = new Float64Array(vocabulary.length)
    for (const word of text) {
      const column = columnOf.get(word)
      if (column !== undefined) row[column] = (row[column] ?? 0) + 1 / text.length
    }
    return row.map(Math.sqrt)
  })
}

const referencePath = join(process.cwd(), '..', 'shared', 'data', 'reference-annotations', 'annotations.json')
const referenceSchema = z.record(
  z.string(),
  z.object({ valence: z.number(), arousal: z.number(), emotion_tags: z.array(z.tuple([z.string(), z.number()])) }),
)

/**
 * The labels of the reference annotations, predicted from a part of each song's votes: every vote is kept with a chance of one quarter,
 * so that songs with few votes are predicted badly and songs with many well. None where the annotations are not beside the checkout.
 */
export function referenceCases(seed: number): Case[] {
  if (!existsSync(referencePath)) return []
  const random = createRandom(seed)
  const songs = Object.values(referenceSchema.parse(JSON.parse(readFileSync(referencePath, 'utf8'))))
  const chosen = random.shuffle(songs).slice(0, 2000)
  const words = [...new Set(chosen.flatMap(({ emotion_tags: tags }) => tags.map(([word]) => word)))].sort()
  const features = chosen.map(({ emotion_tags: tags }) => {
    const kept = tags.map(([word, count]) => [word, thinned(count, random)] as const)
    const mass = kept.reduce((sum, [, count]) => sum + count, 0)
    const shares = new Map(kept.map(([word, count]) => [word, count / Math.max(1, mass)]))
    return Float64Array.from(words, (word) => shares.get(word) ?? 0)
  })
  const labels = chosen.map((song) => ({ valence: fromScale(song.valence, '0-1'), arousal: fromScale(song.arousal, '0-1') }))
  return [{ name: 'reference songs, a quarter of the votes', labels, models: [outOfFoldRidge(features, 10)] }]
}

function thinned(count: number, random: Random): number {
  let kept = 0
  for (let vote = 0; vote < Math.min(count, 400); vote += 1) if (random.next() < 0.25) kept += 1
  return kept
}
