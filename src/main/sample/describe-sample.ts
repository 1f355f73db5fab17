import type { SampleManifest, SampleTrack } from '@shared/contract/workers/sample-library'
import { createRandom, mixSeed } from '@shared/domain/random'
import lexicon from '../../../resources/lexicons/circumplex-27.json'
import { drawTags } from './draw-tags'
import { album, artistOf, genre, titleOf } from './names'
import type { PiecePlan } from './piece'
import { truthPoint } from './truth-points'
import { writeComments } from './write-comments'
import { writeLyrics } from './write-lyrics'

/** Of twelve pieces one has no lyrics and another one no comments, so that missing texts are met early. */
const textPeriod = 12
const withoutLyrics = 5
const withoutComments = 10

export interface SampleOptions {
  readonly count: number
  readonly seed: number
  /** Length of every piece; drawn from 50 to 58 s when left out. */
  readonly secondsPerTrack?: number | undefined
}

/** A track of the manifest with what its sound is made from. */
export interface PlannedTrack {
  readonly track: SampleTrack
  readonly plan: PiecePlan
}

/**
 * Describes the pieces of a sample library without making any sound. A longer library begins with the shorter one of the
 * same seed.
 */
export function describeSample({ count, seed, secondsPerTrack }: SampleOptions): PlannedTrack[] {
  return Array.from({ length: count }, (_, index) => describeTrack(index, seed, secondsPerTrack))
}

function describeTrack(index: number, seed: number, secondsPerTrack: number | undefined): PlannedTrack {
  const stream = (purpose: number): ReturnType<typeof createRandom> => createRandom(mixSeed(seed, index, purpose))
  const truth = truthPoint(index, seed)
  const title = titleOf(index, seed)
  const artist = artistOf(index, seed)
  const number = String(index + 1).padStart(2, '0')
  const durationSeconds = secondsPerTrack ?? 50 + stream(4).integer(0, 80) / 10
  const track: SampleTrack = {
    externalId: `sample-${number}`,
    fileName: `audio/${number} ${title}.wav`,
    title,
    artist: artist.name,
    album,
    genre,
    durationSeconds,
    truth,
    tags: drawTags(truth, lexicon.words, stream(5)),
    lyrics: index % textPeriod === withoutLyrics ? null : writeLyrics(truth, stream(6)),
    comments: index % textPeriod === withoutComments ? null : writeComments(truth, stream(7)),
  }
  return { track, plan: { truth, seconds: durationSeconds, seed: mixSeed(seed, index, 8), ensemble: artist.number } }
}

/** The manifest of the described pieces. */
export function sampleManifest(tracks: readonly PlannedTrack[], seed: number): SampleManifest {
  return { name: album, synthetic: true, licence: 'CC0-1.0', seed, tracks: tracks.map(({ track }) => track) }
}
