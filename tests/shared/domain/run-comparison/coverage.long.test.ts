import { expect, it } from 'vitest'
import { createRandom, type Random } from '@shared/domain/random'
import type { FigureKey } from '@shared/domain/run-comparison/figures'
import { figuresOf, figureSums } from '@shared/domain/run-comparison/figure-sums'
import { pairedFigure, resample } from '@shared/domain/run-comparison/resampled'
import { longestMs, printFigure, sized } from '../../../helpers/long'

const studies = sized(16, 1000)
const settings = (seed: number) => ({ resamples: sized(200, 1000), seed })
const deviations = { label: 0.5, one: 0.3, other: 0.36 }

/** Studies of so many tracks; errors have a part that the tracks of an artist share. */
function study(random: Random, { tracks, perArtist, shared }: { tracks: number; perArtist: number; shared: number }, byArtist: boolean) {
  const draws = (deviation: number): number[] => {
    const ofArtist = Array.from({ length: Math.ceil(tracks / perArtist) }, () => random.normal())
    return Array.from(
      { length: tracks },
      (_, row) => deviation * (Math.sqrt(shared) * (ofArtist[Math.floor(row / perArtist)] ?? 0) + Math.sqrt(1 - shared) * random.normal()),
    )
  }
  const labels = Array.from({ length: tracks }, () => deviations.label * random.normal())
  const pointsOf = (errors: readonly number[]) => labels.map((label, row) => ({ valence: label + (errors[row] ?? 0), arousal: 0 }))
  const group = (row: number) => (byArtist ? `artist ${Math.floor(row / perArtist)}` : `track ${row}`)
  return {
    compared: labels.map((valence, row) => ({ trackId: row + 1, valence, arousal: null, group: group(row) })),
    entries: [
      { key: 'one', members: [pointsOf(draws(deviations.one))] },
      { key: 'other', members: [pointsOf(draws(deviations.other))] },
    ],
  }
}

/** In the population: the difference of E|error| of normal errors, and of 1 − error variance over label variance. */
const truth: Readonly<Record<'valence.mae' | 'valence.r2', number>> = {
  'valence.mae': (deviations.one - deviations.other) * Math.sqrt(2 / Math.PI),
  'valence.r2': (deviations.other ** 2 - deviations.one ** 2) / deviations.label ** 2,
}

function coverage(key: keyof typeof truth & FigureKey, shape: Parameters<typeof study>[1], byArtist: boolean): number {
  const random = createRandom(19)
  const covered = Array.from({ length: studies }, (_, seed) => {
    const { compared, entries } = study(random, shape, byArtist)
    const [one, other] = entries.map((entry) => figuresOf(compared, entry))
    if (!one || !other) throw new Error('No figures.')
    const difference = pairedFigure(resample(figureSums(compared, entries), settings(seed)), [0, 1], [one, other], key)
    return difference !== null && difference.low <= truth[key] && truth[key] <= difference.high
  })
  return covered.filter(Boolean).length / studies
}

it.each(['valence.mae', 'valence.r2'] as const)(
  '%s: the interval of the paired difference holds the true difference in about 95 of 100 studies',
  (key) => {
    const found = coverage(key, { tracks: 120, perArtist: 1, shared: 0 }, false)
    printFigure(`${key}, 120 tracks: the interval holds the true difference in ${(100 * found).toFixed(1)} % of ${studies} studies`)
    expect(found).toBeGreaterThan(sized(0.7, 0.92))
    expect(found).toBeLessThanOrEqual(sized(1, 0.98))
  },
  longestMs,
)

it(
  'where the tracks of an artist err alike, artists must be drawn: intervals over tracks are too narrow',
  () => {
    const shape = { tracks: 240, perArtist: 6, shared: 0.6 }
    const [byArtist, byTrack] = [coverage('valence.mae', shape, true), coverage('valence.mae', shape, false)]
    printFigure(`6 tracks an artist: by artist ${(100 * byArtist).toFixed(1)} %, by track ${(100 * byTrack).toFixed(1)} %`)
    expect(byArtist).toBeGreaterThan(sized(0.6, 0.91))
    expect(byTrack).toBeLessThanOrEqual(byArtist)
  },
  longestMs,
)
