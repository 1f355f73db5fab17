import type { DatasetSample } from './dataset-sample'
import { type PlanePoint, quadrantOf } from './plane'

/** Test rows, how many of them share their track with the training set, and that as a share in [0, 1] (0 without rows). */
export interface LeakCount {
  readonly rows: number
  readonly leaked: number
  readonly share: number
}

/** What a network could remember instead of learning: test rows whose track it was trained on, in all and in Q1, Q2, Q3, Q4. */
export interface Leak extends LeakCount {
  readonly quadrants: [LeakCount, LeakCount, LeakCount, LeakCount]
}

/**
 * Measures how many test rows have their track in the training set too.
 * @param labels the label of each track, which tells its quadrant
 */
export function measureLeak(samples: readonly Pick<DatasetSample, 'trackId' | 'split'>[], labels: ReadonlyMap<number, PlanePoint>): Leak {
  const trained = new Set(samples.filter(({ split }) => split === 'train').map(({ trackId }) => trackId))
  const rows = samples.filter(({ split }) => split === 'test').map(({ trackId }) => ({ trackId, quadrant: quadrantOf(labels.get(trackId) ?? nowhere) }))
  const count = (counted: typeof rows): LeakCount => {
    const leaked = counted.filter(({ trackId }) => trained.has(trackId)).length
    return { rows: counted.length, leaked, share: counted.length > 0 ? leaked / counted.length : 0 }
  }
  const inside = (quadrant: number): LeakCount => count(rows.filter((row) => row.quadrant === quadrant))
  return { ...count(rows), quadrants: [inside(1), inside(2), inside(3), inside(4)] }
}

const nowhere: PlanePoint = { valence: 0, arousal: 0 }
