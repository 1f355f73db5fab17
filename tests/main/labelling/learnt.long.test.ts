import { expect, it } from 'vitest'
import { meanWithInterval } from '@shared/domain/label-comparison'
import { createRandom, mixSeed } from '@shared/domain/random'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { publishedScheme } from '@shared/domain/schemes/published'
import { deriveByScheme, type Scheme } from '@shared/domain/schemes/scheme'
import { learnScheme } from '@main/labelling/learn-scheme'
import { readTagMatrix } from '@main/labelling/tag-matrix'
import { longestMs, printFigure, sized } from '../../helpers/long'
import { byHand } from '../../helpers/schemes'
import { type SampleLabels, sampleLabels } from '../../helpers/sample-labels'
import { addLabel } from '../../helpers/track'

const seeds = sized(3, 20)
const labels = 50
const hearingSpread = 0.12
const within = (value: number): number => Math.max(-1, Math.min(1, value))

/** Absolute errors by track, mean of both dimensions, of the tracks that are asked for. */
function errorsOf(test: SampleLabels, scheme: Scheme, wanted: ReadonlySet<number>): Map<number, number> {
  const matrix = readTagMatrix(test.library.database)
  const points = deriveByScheme(matrix, scheme)
  return new Map(
    Array.from(matrix.trackIds).flatMap((trackId, row) => {
      const truth = test.truth.get(trackId)
      const [valence, arousal] = [points.valence[row] ?? NaN, points.arousal[row] ?? NaN]
      if (!truth || !wanted.has(trackId) || Number.isNaN(valence)) return []
      return [[trackId, (Math.abs(valence - truth.valence) + Math.abs(arousal - truth.arousal)) / 2] as const]
    }),
  )
}

const mean = (values: Iterable<number>): number => {
  const all = [...values]
  return all.reduce((sum, value) => sum + value, 0) / all.length
}

it('on the sample library the schemes have the errors that the trials found', () => {
  const test = sampleLabels(96, 4)
  const all = new Set(test.truth.keys())
  const errorOf = (scheme: Scheme): number => mean(errorsOf(test, scheme, all).values())
  const occurrence = { kind: 'occurrence', name: 'x', measure: 'mass', exponent: 1, cap: 50, ...noModifiers } as const
  const errors = [publishedScheme, occurrence, byHand({ calmness: 0 })].map(errorOf)
  printFigure(
    `sample library, MAE −1…1: published ${errors.map((error) => error.toFixed(3)).join(', by occurrence ')} (last: without calmness)`,
  )
  expect(errors[0]).toBeCloseTo(0.22, 2)
  expect(errors[1]).toBeCloseTo(0.192, 2)
  expect(errors[2]).toBeCloseTo(0.181, 2)
})

it.each([false, true])(
  '50 noisy labels lower the error on the other tracks against the published formula (coordinates move: %s)',
  (movesCoordinates) => {
    const trials = Array.from({ length: seeds }, (_, seed) => {
      const test = sampleLabels(96, 4)
      const random = createRandom(mixSeed(seed, 5))
      const shuffled = random.shuffle([...test.truth.keys()])
      for (const trackId of shuffled.slice(0, labels)) {
        const truth = test.truth.get(trackId) ?? { valence: 0, arousal: 0 }
        addLabel(
          test.library,
          trackId,
          within(truth.valence + hearingSpread * random.normal()),
          within(truth.arousal + hearingSpread * random.normal()),
        )
      }
      const rest = new Set(shuffled.slice(labels))
      const before = errorsOf(test, publishedScheme, rest)
      const after = errorsOf(test, learnScheme(test.context, { seed, movesCoordinates }).scheme, rest)
      test.library.close()
      const differences = [...before].map(([trackId, error]) => error - (after.get(trackId) ?? NaN))
      return { before: mean(before.values()), after: mean(after.values()), differences }
    })
    const [before, after] = [mean(trials.map((trial) => trial.before)), mean(trials.map((trial) => trial.after))]
    const gain = meanWithInterval(trials.map((trial) => mean(trial.differences)))
    printFigure(
      `learnt from ${labels} labels${movesCoordinates ? ', coordinates too' : ''}, ${seeds} seeds: ` +
        `MAE ${before.toFixed(3)} → ${after.toFixed(3)}, ` +
        `${(100 * (1 - after / before)).toFixed(1)} % less; ` +
        `gain ${gain.value.toFixed(3)} (${gain.low.toFixed(3)} to ${gain.high.toFixed(3)})`,
    )
    expect(gain.low).toBeGreaterThan(0)
    expect(1 - after / before).toBeGreaterThan(sized(0.08, movesCoordinates ? 0.15 : 0.14))
  },
  longestMs,
)
