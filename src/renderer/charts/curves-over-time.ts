import { type PlanePoint, type Scale, toScale } from '@shared/domain/plane'
import type { ChartData } from 'chart.js'
import { line } from './training-curves'

/** A point of the plane for a stretch of time. */
export interface TimedPoint extends PlanePoint {
  readonly startSeconds: number
  readonly endSeconds: number
}

/** Colours of the two dimensions in every chart that shows both by lines. */
export const dimensionColours = { valence: '#D55E00', arousal: '#0072B2' } as const

/** Valence and arousal over time, each stretch at its middle, in seconds and on the user's scale. */
export function curvesOverTime(points: readonly TimedPoint[], scale: Scale): ChartData<'line'> {
  const of = (dimension: keyof PlanePoint) =>
    points.map((point) => ({ x: (point.startSeconds + point.endSeconds) / 2, y: toScale(point[dimension], scale) }))
  return {
    datasets: [line('valence', of('valence'), dimensionColours.valence), line('arousal', of('arousal'), dimensionColours.arousal, [5, 3])],
  }
}
