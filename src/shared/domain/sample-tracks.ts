import { type Balance, balancedCounts, publishedPerQuadrant } from './balance'
import type { DatasetSample } from './dataset-sample'
import { excerptSourceSeconds } from './excerpt-rule'
import { createRandom, mixSeed, type Random } from './random'
import { type SplitName, type SplitShares, type SplitTrack, splitTracks } from './split'

/**
 * `sound`: tracks are split first, then the training set alone is balanced and varied. `as-published`: tracks are balanced first and
 * their samples split, so that a track may be in several sets; kept to reproduce the study, with its leak measured.
 */
export const datasetForms = ['sound', 'as-published'] as const
export type DatasetForm = (typeof datasetForms)[number]

/** A labelled track to be sampled. */
export interface SampledTrack extends SplitTrack {
  /** Null: it has no audio. */
  readonly durationSeconds: number | null
}

/** How samples are drawn. */
export interface SamplingPlan {
  readonly form: DatasetForm
  readonly balance: Balance
  /** How often a training track is taken, each time with another excerpt, before balancing; 1 or more. */
  readonly excerptsPerTrack: number
  readonly shares: SplitShares
  readonly seed: number
}

/**
 * Draws the samples of a dataset. The first sample of a track (copy 0) is the original; each further one begins at a random time of
 * the track (uniform over all starts that leave 73 s; a shorter track begins at 0) and carries a seed for the variation of its texts.
 * As published, originals begin at a random time too.
 * @returns by rising track id, then copy; a track that balancing removed has no sample
 */
export function sampleTracks(tracks: readonly SampledTrack[], plan: SamplingPlan): DatasetSample[] {
  const sorted = [...tracks].sort((a, b) => a.trackId - b.trackId)
  const splits = plan.form === 'sound' ? soundSplits(sorted, plan) : publishedSplits(sorted, plan)
  const random = createRandom(mixSeed(plan.seed, startStream))
  return sorted.flatMap(({ trackId, durationSeconds }) =>
    (splits.get(trackId) ?? []).map((split, copy): DatasetSample => ({
      trackId,
      split,
      copy,
      startSeconds: copy === 0 && plan.form === 'sound' ? null : randomStart(durationSeconds, random),
      augmentationSeed: copy === 0 ? null : mixSeed(plan.seed, trackId, copy),
    })),
  )
}

const balanceStream = 1
const startStream = 2

/** By track id: the set of each of the track's samples. */
type SampleSplits = Map<number, SplitName[]>

function soundSplits(tracks: readonly SampledTrack[], { balance, excerptsPerTrack, shares, seed }: SamplingPlan): SampleSplits {
  const splits = splitTracks(tracks, shares, seed)
  const training = tracks.filter(({ trackId }) => splits.get(trackId) === 'train')
  const counts = balancedCounts(training, balance, excerptsPerTrack, mixSeed(seed, balanceStream))
  return new Map(
    [...splits].map(([trackId, split]) => [
      trackId,
      Array.from({ length: split === 'train' ? (counts.get(trackId) ?? 0) : 1 }, () => split),
    ]),
  )
}

function publishedSplits(tracks: readonly SampledTrack[], { balance, excerptsPerTrack, shares, seed }: SamplingPlan): SampleSplits {
  const wanted: Balance = balance.kind === 'none' ? { kind: 'fixed', perQuadrant: publishedPerQuadrant } : balance
  const counts = balancedCounts(tracks, wanted, excerptsPerTrack, mixSeed(seed, balanceStream))
  const rows = tracks.flatMap((track) => Array.from({ length: counts.get(track.trackId) ?? 0 }, () => track))
  const splits = splitTracks(
    rows.map(({ valence, arousal }, row) => ({ trackId: row, valence, arousal, group: `sample ${row}` })),
    shares,
    seed,
  )
  const samples: SampleSplits = new Map()
  for (const [row, { trackId }] of rows.entries()) samples.set(trackId, [...(samples.get(trackId) ?? []), splits.get(row) ?? 'train'])
  return samples
}

function randomStart(durationSeconds: number | null, random: Random): number | null {
  return durationSeconds === null ? null : random.next() * Math.max(0, durationSeconds - excerptSourceSeconds)
}
