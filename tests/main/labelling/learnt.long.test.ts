import { expect, it } from 'vitest'
import { meanWithInterval } from '@shared/domain/label-comparison'
import { createRandom, mixSeed } from '@shared/domain/random'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { publishedScheme } from '@shared/domain/schemes/published'
import { deriveByScheme, type Scheme } from '@shared/domain/schemes/scheme'
import { learnScheme } from '../../helpers/learn-scheme'
import { readTagMatrix } from '@main/labelling/tag-matrix'
import { longestMs, printFigure, sized } from '../../helpers/long'
import { byHand } from '../../helpers/schemes'
import { type SampleLabels, sampleLabels } from '../../helpers/sample-labels'
import { addLabel } from '../../helpers/track'

const seeds = sized(3, 20)
/** Seed of the sample library that the program makes; of libraries that no setting was chosen by; and of how many draws of labels each. */
const sampleSeed = 4
const freshSeeds = sized([21], [21, 22, 23, 24, 25, 26, 27, 28, 29, 30])
const drawsOfFresh = sized(1, 4)
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

/** Errors of one draw of labels, on the tracks outside it. */
interface Trial {
  readonly before: number
  readonly after: number
  readonly differences: readonly number[]
}

/** Labels tracks of a sample library as people who hear them with a spread do, learns, and measures on the others. */
async function tryOut(librarySeed: number, seed: number, movesCoordinates: boolean): Promise<Trial> {
  const test = sampleLabels(96, librarySeed)
  const random = createRandom(mixSeed(seed, 5))
  const shuffled = random.shuffle([...test.truth.keys()])
  const heard = (value: number): number => within(value + hearingSpread * random.normal())
  for (const trackId of shuffled.slice(0, labels)) {
    const { valence, arousal } = test.truth.get(trackId) ?? { valence: 0, arousal: 0 }
    addLabel(test.library, trackId, heard(valence), heard(arousal))
  }
  const rest = new Set(shuffled.slice(labels))
  const before = errorsOf(test, publishedScheme, rest)
  const after = errorsOf(test, (await learnScheme(test.context, { seed, movesCoordinates })).scheme, rest)
  test.library.close()
  const differences = [...before].map(([trackId, error]) => error - (after.get(trackId) ?? NaN))
  return { before: mean(before.values()), after: mean(after.values()), differences }
}

/** Prints what trials gained. @returns share of the error that went, and the lower end of the gain's interval */
function report(about: string, trials: readonly Trial[]): { less: number; low: number } {
  const [before, after] = [mean(trials.map((trial) => trial.before)), mean(trials.map((trial) => trial.after))]
  const gain = meanWithInterval(trials.map((trial) => mean(trial.differences)))
  printFigure(
    `learnt from ${labels} labels, ${about}: MAE ${before.toFixed(3)} → ${after.toFixed(3)}, ` +
      `${(100 * (1 - after / before)).toFixed(1)} % less; ` +
      `gain ${gain.value.toFixed(3)} (${gain.low.toFixed(3)} to ${gain.high.toFixed(3)})`,
  )
  return { less: 1 - after / before, low: gain.low }
}

it.each([false, true])(
  '50 noisy labels lower the error on the other tracks against the published formula (coordinates move: %s)',
  async (movesCoordinates) => {
    const trials: Trial[] = []
    for (let seed = 0; seed < seeds; seed += 1) trials.push(await tryOut(sampleSeed, seed, movesCoordinates))
    const { less, low } = report(`${movesCoordinates ? 'coordinates too, ' : ''}${seeds} seeds`, trials)
    expect(low).toBeGreaterThan(0)
    expect(less).toBeGreaterThan(sized(0.05, 0.15))
  },
  longestMs,
)

it.each([false, true])(
  'so they do on other sample libraries than those by which the settings were chosen (coordinates move: %s)',
  async (movesCoordinates) => {
    const trials: Trial[] = []
    for (const librarySeed of freshSeeds) {
      for (let seed = 0; seed < drawsOfFresh; seed += 1) trials.push(await tryOut(librarySeed, seed, movesCoordinates))
    }
    const libraries = `${freshSeeds.length} other libraries, ${drawsOfFresh} draws of each`
    const { less, low } = report(`${movesCoordinates ? 'coordinates too, ' : ''}${libraries}`, trials)
    expect(low).toBeGreaterThan(0)
    expect(less).toBeGreaterThan(sized(0.05, 0.13))
  },
  longestMs,
)
