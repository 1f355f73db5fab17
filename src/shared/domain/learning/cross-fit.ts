import { createRandom, mixSeed } from '../random'
import { type FitSettings, fitWords } from './fit-words'
import { errorOf, type LabelledWords, squaredErrorOf, type WordValues } from './word-model'

/** Strengths of the pull towards the prior that are tried. */
const strengths = [0.06, 0.12, 0.25, 0.5] as const
const foldCount = 5
const innerFoldCount = 4
/** Tracks are dealt into folds so often, because one deal of few tracks is mostly chance. */
const dealCount = 4
/** Cross-validation reads no more tracks than this, drawn by the seed: more would cost seconds and change nothing. */
const mostTracks = 2000

/** How tracks are dealt into folds. */
interface CrossSettings extends Pick<FitSettings, 'movesCoordinates'> {
  readonly seed: number
}

/** Error of a track by values that were fitted without it. */
export interface HeldOutError {
  readonly track: LabelledWords
  readonly after: number
}

/** The strength that gives the least squared error on held-out tracks, over several deals of folds. */
export function chooseStrength(tracks: readonly LabelledWords[], prior: WordValues, settings: CrossSettings, folds = foldCount): number {
  const sample = sampleOf(tracks, settings.seed)
  const deals = Array.from({ length: dealCount }, (_, deal) => dealFolds(sample, folds, mixSeed(settings.seed, 3, deal)))
  const errors = strengths.map((strength) =>
    meanOf(deals.flatMap((dealt) => dealt.flatMap((fold) => errorsOfFold(dealt, fold, prior, { ...settings, strength })))),
  )
  return strengths[errors.indexOf(Math.min(...errors))] ?? 1
}

/**
 * Errors on tracks that no fit has read: each fold is predicted by values learnt from the others, with the strength chosen among those
 * alone, so that nothing of a track reaches its own prediction.
 */
export function heldOutErrors(tracks: readonly LabelledWords[], prior: WordValues, settings: CrossSettings): HeldOutError[] {
  const dealt = dealFolds(sampleOf(tracks, settings.seed), foldCount, mixSeed(settings.seed, 1))
  return dealt.flatMap((fold) => {
    const others = dealt.filter((other) => other !== fold).flat()
    const strength = chooseStrength(others, prior, settings, innerFoldCount)
    const values = fitWords(others, prior, { ...settings, strength })
    return fold.map((track) => ({ track, after: errorOf(track, values) }))
  })
}

/** Squared errors of a fold by what the others teach. */
function errorsOfFold(
  folds: readonly LabelledWords[][],
  fold: readonly LabelledWords[],
  prior: WordValues,
  settings: FitSettings,
): number[] {
  const values = fitWords(folds.filter((other) => other !== fold).flat(), prior, settings)
  return fold.map((track) => squaredErrorOf(track, values))
}

/** Folds of one size, give or take one; fewer than asked for where there are fewer tracks. */
function dealFolds(tracks: readonly LabelledWords[], count: number, seed: number): LabelledWords[][] {
  const folds = Array.from({ length: Math.min(count, tracks.length) }, (): LabelledWords[] => [])
  createRandom(seed)
    .shuffle(tracks)
    .forEach((track, index) => folds[index % folds.length]?.push(track))
  return folds
}

function sampleOf(tracks: readonly LabelledWords[], seed: number): readonly LabelledWords[] {
  return tracks.length <= mostTracks ? tracks : createRandom(mixSeed(seed, 2)).shuffle(tracks).slice(0, mostTracks)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
