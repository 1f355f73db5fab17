import type { Baseline } from '@shared/contract/training'
import type { BaselineName } from '@shared/domain/baseline'
import { type Interval, metricsReport } from '@shared/domain/metrics-report'
import { differenceOfR2 } from '@shared/domain/paired-difference'
import type { Dimension, PlanePoint } from '@shared/domain/plane'
import type { MeasuredTrack } from '../learning/measured-tracks'

/** What a baseline is held against. */
export interface Measured {
  readonly run: readonly MeasuredTrack[]
  /** Mean training label of each fold. */
  readonly means: ReadonlyMap<number, PlanePoint>
  readonly seed: number
}

/** Measures a baseline as its run is measured, and against it. @param tracks the same tracks as those of the run, in any order */
export function measureBaseline(name: BaselineName, tracks: readonly MeasuredTrack[], { run, means, seed }: Measured): Baseline {
  const meanOf = ({ fold }: MeasuredTrack): PlanePoint => means.get(fold) ?? { valence: 0, arousal: 0 }
  const ofRun = new Map(run.map((track) => [track.key, track]))
  const pairs = tracks.flatMap((track) => {
    const other = ofRun.get(track.key)
    return other ? [{ track, other }] : []
  })
  const gain = (dimension: Dimension): Interval | null => {
    const labelled = pairs.filter(({ track }) => track.observed[dimension] !== null)
    if (labelled.length === 0) return null
    return differenceOfR2(
      Float64Array.from(labelled, ({ track }) => track.observed[dimension] ?? 0),
      Float64Array.from(labelled, ({ track }) => track.predicted[dimension]),
      Float64Array.from(labelled, ({ other }) => other.predicted[dimension]),
    )
  }
  const metrics = metricsReport(tracks, tracks.map(meanOf))
  return {
    name,
    seed,
    metrics: { ...metrics, quadrantAccuracy: [...metrics.quadrantAccuracy] },
    gain: { valence: gain('valence'), arousal: gain('arousal') },
  }
}
