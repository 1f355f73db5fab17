import { type Balance, balancedCounts, publishedPerQuadrant } from './balance'
import { type DatasetSample, type FrozenExcerpt, middleExcerpt } from './dataset-sample'
import { excerptAt } from './excerpt-choice'
import type { LabelPoint } from './plane'
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
  /** The excerpts that it is taken with, one or more; left out: its middle. */
  readonly excerpts?: readonly FrozenExcerpt[]
}

/** How samples are drawn. */
export interface SamplingPlan {
  readonly form: DatasetForm
  readonly balance: Balance
  /** How often each excerpt of a training track is taken, each further time as a copy, before balancing; 1 or more. */
  readonly excerptsPerTrack: number
  /** Length of an excerpt, in seconds. */
  readonly lengthSeconds: number
  readonly shares: SplitShares
  readonly seed: number
}

/**
 * Draws the samples of a dataset. The first sample of each excerpt is the original; each further one is a copy: it carries a seed for the
 * variation of its texts, and begins at a random time of the track (uniform over all starts that leave the length of an excerpt; a shorter
 * track begins at 0). A copy of an excerpt that a person chose stays inside of it and keeps its label. Training samples are balanced by
 * the quadrants of their own labels. As published, originals begin at a random time too.
 * @returns by rising track id, then excerpt, originals first; a track that balancing removed has no sample
 */
export function sampleTracks(tracks: readonly SampledTrack[], plan: SamplingPlan): DatasetSample[] {
  const sorted = [...tracks].sort((a, b) => a.trackId - b.trackId)
  const units = sorted.flatMap((track) => (track.excerpts ?? [middleExcerpt(track)]).map((excerpt): Unit => ({ track, excerpt })))
  const splits = plan.form === 'sound' ? soundSplits(sorted, units, plan) : publishedSplits(units, plan)
  const random = createRandom(mixSeed(plan.seed, startStream))
  const taken = new Map<number, number>()
  return units.flatMap(({ track, excerpt }, unit) =>
    (splits[unit] ?? []).map((split, time): DatasetSample => {
      const { trackId } = track
      const copy = taken.get(trackId) ?? 0
      taken.set(trackId, copy + 1)
      const own = time === 0 && plan.form === 'sound' ? excerpt : anotherExcerpt(track, excerpt, plan.lengthSeconds, random)
      return { trackId, split, copy, ...own, augmentationSeed: time === 0 ? null : mixSeed(plan.seed, trackId, copy) }
    }),
  )
}

const balanceStream = 1
const startStream = 2

/** An excerpt of a track that may become several samples. */
interface Unit {
  readonly track: SampledTrack
  readonly excerpt: FrozenExcerpt
}

/** The set of each of a unit's samples, in the order of the units. */
type SampleSplits = SplitName[][]

function soundSplits(
  tracks: readonly SampledTrack[],
  units: readonly Unit[],
  { balance, excerptsPerTrack, shares, seed }: SamplingPlan,
): SampleSplits {
  const splits = splitTracks(tracks, shares, seed)
  const numbered = units.map(({ track, excerpt }, unit) => ({ ...pointOf(excerpt), trackId: unit, split: splits.get(track.trackId) }))
  const training = numbered.filter(({ split }) => split === 'train')
  const counts = balancedCounts(training, balance, excerptsPerTrack, mixSeed(seed, balanceStream))
  return numbered.map(({ trackId: unit, split }) =>
    split === undefined ? [] : Array.from({ length: split === 'train' ? (counts.get(unit) ?? 0) : 1 }, () => split),
  )
}

function publishedSplits(units: readonly Unit[], { balance, excerptsPerTrack, shares, seed }: SamplingPlan): SampleSplits {
  const wanted: Balance = balance.kind === 'none' ? { kind: 'fixed', perQuadrant: publishedPerQuadrant } : balance
  const numbered = units.map(({ excerpt }, unit) => ({ ...pointOf(excerpt), trackId: unit }))
  const counts = balancedCounts(numbered, wanted, excerptsPerTrack, mixSeed(seed, balanceStream))
  const rows = numbered.flatMap((unit) => Array.from({ length: counts.get(unit.trackId) ?? 0 }, () => unit))
  const splits = splitTracks(
    rows.map((unit, row) => ({ ...unit, trackId: row, group: `sample ${row}` })),
    shares,
    seed,
  )
  const samples: SampleSplits = units.map(() => [])
  for (const [row, { trackId: unit }] of rows.entries()) samples[unit]?.push(splits.get(row) ?? 'train')
  return samples
}

function pointOf({ valence, arousal }: LabelPoint): LabelPoint {
  return { valence, arousal }
}

function anotherExcerpt(track: SampledTrack, excerpt: FrozenExcerpt, lengthSeconds: number, random: Random): FrozenExcerpt {
  const { durationSeconds } = track
  if (durationSeconds === null) return excerpt
  const { excerptId, startSeconds, endSeconds } = excerpt
  if (excerptId === null || startSeconds === null || endSeconds === null) {
    return excerptAt({ ...track, durationSeconds }, random.next() * Math.max(0, durationSeconds - lengthSeconds), lengthSeconds)
  }
  const room = endSeconds - startSeconds - lengthSeconds
  if (room <= 0) return excerpt
  const start = startSeconds + random.next() * room
  return { ...excerpt, startSeconds: start, endSeconds: start + lengthSeconds }
}
