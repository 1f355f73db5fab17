import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { describeSample } from '@main/sample/describe-sample'
import { fromScale, type PlanePoint } from '@shared/domain/plane'
import { createRandom, mixSeed, type Random } from '@shared/domain/random'
import { realMusicKinds } from './real-music'
import { type Features, outOfFoldRidge } from './ridge'

/** Labels that are taken as right, with models that predict labels of the same tracks out of fold. */
export interface Case {
  readonly labels: readonly PlanePoint[]
  readonly models: readonly ((labels: Float64Array) => Float64Array)[]
}

/** A kind of labels and models; every seed draws other songs. */
export interface CaseKind {
  readonly name: string
  /** People rated valence alone; arousal is 0 for all. */
  readonly onlyValence?: boolean
  readonly draw: (seed: number) => Case | Promise<Case>
}

const sampleTracks = 400
const mostWords = 250
/** How far people's labels lie from where a song truly is, as a standard deviation. */
const peoplesError = 0.12

/** Where sample songs truly are, or where people label them, predicted from their lyrics, from their comments, or from both. */
const sampleKinds: readonly CaseKind[] = (['lyrics', 'comments', 'both'] as const).flatMap((texts) =>
  [0, peoplesError].map((error): CaseKind => ({
    name: `sample songs${error > 0 ? ' labelled by people' : ''}, ${texts === 'both' ? 'lyrics and comments' : texts}`,
    draw: (seed) => sampleCase(texts, error, seed),
  })),
)

function sampleCase(texts: 'lyrics' | 'comments' | 'both', error: number, seed: number): Case {
  const tracks = describeSample({ count: sampleTracks, seed }).map(({ track }) => track)
  const random = createRandom(mixSeed(seed, 1))
  const near = (value: number): number => Math.min(1, Math.max(-1, value + error * random.normal()))
  const labels = tracks.map(({ truth }) => ({ valence: near(truth.valence), arousal: near(truth.arousal) }))
  const kinds = texts === 'both' ? (['lyrics', 'comments'] as const) : [texts]
  return { labels, models: kinds.map((kind) => outOfFoldRidge(wordShares(tracks.map((track) => track[kind] ?? '')), 1000)) }
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

const dataFolder = join(process.cwd(), '..', 'shared', 'data')
const referencePath = join(dataFolder, 'reference-annotations', 'annotations.json')
const referenceSchema = z.record(
  z.string(),
  z.object({ valence: z.number(), arousal: z.number(), emotion_tags: z.array(z.tuple([z.string(), z.number()])) }),
)
/** A seed draws others. All 9,654 take cleanlab, whose work grows with their pairs, over four minutes a dimension of one draw. */
const referenceSongs = 2000

/**
 * The labels of the reference annotations, predicted from a part of each song's votes: every vote is kept with a chance, so that songs
 * with few votes are predicted badly and songs with many well.
 */
function referenceKind(name: string, keptShare: number): CaseKind {
  return {
    name: `reference songs, ${name} of the votes`,
    draw: (seed) => {
      const random = createRandom(seed)
      const songs = Object.values(referenceSchema.parse(JSON.parse(readFileSync(referencePath, 'utf8'))))
      const chosen = random.shuffle(songs).slice(0, referenceSongs)
      const words = [...new Set(chosen.flatMap(({ emotion_tags: tags }) => tags.map(([word]) => word)))].sort()
      const features = chosen.map(({ emotion_tags: tags }) => {
        const kept = tags.map(([word, count]) => [word, thinned(count, keptShare, random)] as const)
        const mass = kept.reduce((sum, [, count]) => sum + count, 0)
        const shares = new Map(kept.map(([word, count]) => [word, count / Math.max(1, mass)]))
        return Float64Array.from(words, (word) => shares.get(word) ?? 0)
      })
      const labels = chosen.map((song) => ({ valence: fromScale(song.valence, '0-1'), arousal: fromScale(song.arousal, '0-1') }))
      return { labels, models: [outOfFoldRidge(features, 10)] }
    },
  }
}

const ratedSchema = z.array(z.object({ text: z.string(), valence: z.coerce.number() }))

/** Texts whose valence ten people each rated, predicted from their words; a seed draws other halves of them. */
function ratedKind(file: string): CaseKind {
  return {
    name: `${file} rated by people, words`,
    onlyValence: true,
    draw: (seed) => {
      const rows = ratedSchema.parse(parse(readFileSync(ratedPath(file), 'utf8'), { columns: true }))
      const chosen = createRandom(seed)
        .shuffle(rows)
        .slice(0, rows.length / 2)
      const labels = chosen.map(({ valence }) => ({ valence, arousal: 0 }))
      return { labels, models: [outOfFoldRidge(wordShares(chosen.map(({ text }) => text)), 1000)] }
    },
  }
}

const ratedPath = (file: string): string => join(dataFolder, 'rated-texts', `${file}.csv`)

/**
 * All kinds; those of data beside the checkout only where it is there.
 * @param report gets a sentence for music that is not there
 */
export function caseKinds(report: (sentence: string) => void): CaseKind[] {
  return [
    ...sampleKinds,
    ...(existsSync(referencePath) ? [referenceKind('a quarter', 0.25), referenceKind('a tenth', 0.1)] : []),
    ...['tweets', 'products'].filter((file) => existsSync(ratedPath(file))).map(ratedKind),
    ...realMusicKinds(report),
  ]
}

function thinned(count: number, share: number, random: Random): number {
  let kept = 0
  for (let vote = 0; vote < Math.min(count, 400); vote += 1) if (random.next() < share) kept += 1
  return kept
}
