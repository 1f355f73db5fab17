import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dimensionMetrics } from '@shared/domain/metrics'
import { createRandom } from '@shared/domain/random'
import type { TrackPoints } from '@shared/domain/tag-matrix'
import { joinPredictions } from '@shared/domain/unreliability/join-predictions'
import { chanceOf, fewestTracks, labelErrors } from '@shared/domain/unreliability/label-errors'
import { labelsOfNeighbours } from '@shared/domain/unreliability/neighbours'

interface Drawn {
  readonly labels: TrackPoints
  readonly predictions: TrackPoints
}

/** Drawn predictions, and labels around them by an error that may depend on what is predicted. */
function draw(count: number, seed: number, deviationAt: (valence: number) => number): Drawn {
  const random = createRandom(seed)
  const labels = { valence: new Float64Array(count), arousal: new Float64Array(count) }
  const predictions = { valence: new Float64Array(count), arousal: new Float64Array(count) }
  for (let track = 0; track < count; track += 1) {
    const [valence, arousal] = [2 * random.next() - 1, 2 * random.next() - 1]
    const deviation = deviationAt(valence)
    predictions.valence[track] = valence
    predictions.arousal[track] = arousal
    labels.valence[track] = valence + deviation * random.normal()
    labels.arousal[track] = arousal + deviation * random.normal()
  }
  return { labels, predictions }
}

const scoresOf = ({ labels, predictions }: Drawn): number[] => labelErrors(labels, predictions).map((error) => error?.logOdds ?? NaN)

describe('errors of labels', () => {
  it('are measured by the error that is usual where the prediction lies', () => {
    const drawn = draw(600, 1, (valence) => (valence < 0 ? 0.08 : 0.5))
    for (const [track, valence] of [
      [0, -0.6],
      [1, 0.6],
    ] as const) {
      for (const [points, offset] of [
        [drawn.labels, 0.5],
        [drawn.predictions, 0],
      ] as const) {
        points.valence[track] = valence
        points.arousal[track] = offset
      }
    }
    const [precise, vague] = scoresOf(drawn)
    expect(precise).toBeGreaterThan(3)
    expect(vague).toBeLessThan(1)
  })

  it('do not come from a model that shifts or shrinks all its predictions', () => {
    const { labels, predictions } = draw(400, 2, () => 0.15)
    const shrunk = { valence: predictions.valence.map((v) => 0.3 + 0.4 * v), arousal: predictions.arousal.map((a) => 0.4 * a - 0.2) }
    const [own, other] = [scoresOf({ labels, predictions }), scoresOf({ labels, predictions: shrunk })]
    expect(dimensionMetrics(own, other).pearson).toBeGreaterThan(0.99)
  })

  it('are joined: two errors together weigh more than the greater of them', () => {
    const drawn = draw(400, 3, () => 0.2)
    const put = (track: number, valence: number, arousal: number): void => {
      drawn.predictions.valence[track] = 0
      drawn.predictions.arousal[track] = 0
      drawn.labels.valence[track] = valence
      drawn.labels.arousal[track] = arousal
    }
    put(0, 0.6, 0)
    put(1, 0.6, 0.6)
    const [one, both] = scoresOf(drawn)
    expect(both).toBeGreaterThan((one ?? 0) + 1)
  })

  it('are none where a label or a prediction is lacking, and assumed where there are few tracks', () => {
    const { labels, predictions } = draw(fewestTracks - 1, 4, () => 0.1)
    labels.valence[0] = NaN
    predictions.arousal[1] = NaN
    predictions.valence[2] = (labels.valence[2] ?? 0) > 0 ? -1 : 1
    const errors = labelErrors(labels, predictions)
    expect(errors.slice(0, 2)).toEqual([null, null])
    expect(errors.slice(3).every((error) => error !== null && chanceOf(error) < 0.2)).toBe(true)
    expect(labelErrors({ valence: new Float64Array(0), arousal: new Float64Array(0) }, predictions)).toEqual([])
  })

  it('are finite chances, whatever labels and predictions are', () => {
    const coordinate = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(-1, 0, 1, NaN))
    const column = (size: number) => fc.array(coordinate, { minLength: size, maxLength: size }).map((values) => Float64Array.from(values))
    const points = (size: number) => fc.record({ valence: column(size), arousal: column(size) })
    const cases = fc.integer({ min: 0, max: 60 }).chain((size) => fc.tuple(points(size), points(size)))
    fc.assert(
      fc.property(cases, ([labels, predictions]) => {
        for (const error of labelErrors(labels, predictions)) {
          if (error === null) continue
          expect(Number.isFinite(error.logOdds)).toBe(true)
          expect(error.deviations).toBeGreaterThanOrEqual(0)
          expect(chanceOf(error)).toBeGreaterThanOrEqual(0)
          expect(chanceOf(error)).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('joined predictions', () => {
  it('lie between those of the models, nearer to the better one, and are there where one model predicts', () => {
    const { labels, predictions: good } = draw(200, 5, () => 0.1)
    const { predictions: bad } = draw(200, 5, () => 0.6)
    good.valence[0] = NaN
    bad.valence[1] = NaN
    good.valence[2] = NaN
    bad.valence[2] = NaN
    const joined = joinPredictions(labels, [good, bad])
    expect(joined.valence[0]).toBe(bad.valence[0])
    expect(joined.valence[1]).toBe(good.valence[1])
    expect(joined.valence[2]).toBeNaN()
    for (let track = 3; track < 200; track += 1) {
      const [one, other, both] = [good.valence[track] ?? 0, bad.valence[track] ?? 0, joined.valence[track] ?? 0]
      expect(Math.abs(both - one)).toBeLessThanOrEqual(Math.abs(both - other) + 1e-12)
    }
    expect(joinPredictions(labels, []).arousal.every(Number.isNaN)).toBe(true)
  })
})

describe('labels of neighbours', () => {
  it('are the mean of the nearest labelled tracks without the track itself', () => {
    const labels = { valence: new Float64Array(20), arousal: new Float64Array(20).fill(0.5) }
    const feature = Float64Array.from({ length: 20 }, (_, track) => (track < 10 ? track / 100 : 5 + track / 100))
    labels.valence.fill(-0.5, 0, 10).fill(0.5, 10)
    labels.valence[3] = 0.9
    const found = labelsOfNeighbours([feature], labels)
    expect(found.valence[3]).toBeCloseTo(-0.5, 12)
    expect(found.valence[15]).toBeCloseTo(0.5, 12)
    expect(labelsOfNeighbours([], labels).valence.every(Number.isNaN)).toBe(true)
  })
})
