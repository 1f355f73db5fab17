import type { DatasetSample } from './dataset-sample'
import { type LabelPoint, quadrantOfLabel } from './plane'
import type { DatasetForm } from './sample-tracks'

/** Test rows, how many of them share their track with the training set, and that as a share in [0, 1] (0 without rows). */
export interface LeakCount {
  readonly rows: number
  readonly leaked: number
  readonly share: number
}

/** Test rows whose track is in the training set too, in all and in Q1, Q2, Q3, Q4: a network may remember them instead of learning. */
export interface Leak extends LeakCount {
  readonly quadrants: [LeakCount, LeakCount, LeakCount, LeakCount]
}

/**
 * Measures how many test rows have their track in the training set too.
 * @param labels the label of each track, which gives its quadrant; one of a single dimension lies in none
 * @param learntElsewhere tracks that taken-over branches have learnt from on another dataset
 */
export function measureLeak(
  samples: readonly Pick<DatasetSample, 'trackId' | 'split'>[],
  labels: ReadonlyMap<number, LabelPoint>,
  learntElsewhere: Iterable<number> = [],
): Leak {
  const trained = new Set(samples.filter(({ split }) => split === 'train').map(({ trackId }) => trackId))
  for (const trackId of learntElsewhere) trained.add(trackId)
  const rows = samples
    .filter(({ split }) => split === 'test')
    .map(({ trackId }) => ({ trackId, quadrant: quadrantOfLabel(labels.get(trackId) ?? nowhere) }))
  const count = (counted: typeof rows): LeakCount => {
    const leaked = counted.filter(({ trackId }) => trained.has(trackId)).length
    return { rows: counted.length, leaked, share: counted.length > 0 ? leaked / counted.length : 0 }
  }
  const inside = (quadrant: number): LeakCount => count(rows.filter((row) => row.quadrant === quadrant))
  return { ...count(rows), quadrants: [inside(1), inside(2), inside(3), inside(4)] }
}

/** The share of a leak, such as "31.2 %"; "none" where nothing leaks. */
export function leakShare({ leaked, share }: LeakCount): string {
  return leaked === 0 ? 'none' : `${(100 * share).toFixed(1)} %`
}

/** A leak in words, such as "31.2 % of the test samples (12 of 40) are of tracks that were trained on too". */
export function leakInWords(leak: LeakCount): string {
  if (leak.leaked === 0) return 'no test sample is of a track that was trained on'
  return `${leakShare(leak)} of the test samples (${leak.leaked} of ${leak.rows}) are of tracks that were trained on too`
}

/** How a dataset was split, such as "sound, by artist". */
export function splitInWords({ form, groupBy }: { readonly form: DatasetForm; readonly groupBy: string }): string {
  return `${form === 'sound' ? 'sound' : 'as published'}, by ${groupBy}`
}

const nowhere: LabelPoint = { valence: 0, arousal: 0 }
