import { createRandom, mixSeed } from '../random'
import type { FitSettings } from './fit-parameters'
import { fitWords } from './fit-words'
import type { Pace } from './pace'
import { errorOf, type LabelledWords, squaredErrorOf, type WordPrior } from './word-model'

/** Strengths of the pull towards the prior that are tried, the strongest first: a fit begins where a stronger pull has left it. */
export const strengths = [0.5, 0.25, 0.12] as const
const foldCount = 5
/** Tracks are dealt into folds so often, because one deal of few tracks is mostly chance. */
const dealCount = 4
const inner = { folds: 4, deals: 2 } as const
/** Cross-validation reads no more tracks than this, drawn by the seed: more would cost seconds and change nothing. */
const mostTracks = 2000

/** Pieces of work of `chooseStrength` and of `heldOutErrors`. */
export const choosingSteps = foldCount * dealCount
export const heldOutSteps = foldCount * inner.folds * inner.deals

/** How tracks are dealt into folds. */
export interface CrossSettings extends Pick<FitSettings, 'movesCoordinates'> {
  readonly seed: number
}

/** Error of a track by values that were fitted without it. */
export interface HeldOutError {
  readonly track: LabelledWords
  readonly after: number
}

/** The strength that gives the least squared error on held-out tracks, over several deals of folds. */
export async function chooseStrength(
  tracks: readonly LabelledWords[],
  prior: WordPrior,
  settings: CrossSettings,
  pace: Pace,
  { folds, deals }: { readonly folds: number; readonly deals: number } = { folds: foldCount, deals: dealCount },
): Promise<number> {
  const sample = sampleOf(tracks, settings.seed)
  const errors = new Float64Array(strengths.length)
  for (let deal = 0; deal < deals; deal += 1) {
    const dealt = dealFolds(sample, folds, mixSeed(settings.seed, 3, deal))
    for (const fold of dealt) {
      errorsByStrength(dealt.filter((other) => other !== fold).flat(), fold, prior, settings.movesCoordinates).forEach((error, index) => {
        errors[index] = (errors[index] ?? 0) + error
      })
      await pace.step()
    }
  }
  return strengths[errors.indexOf(Math.min(...errors))] ?? strengths[0]
}

/**
 * Errors on tracks that no fit has read: each fold is predicted by values learnt from the others, with the strength chosen among those
 * alone, so that nothing of a track reaches its own prediction.
 */
export async function heldOutErrors(
  tracks: readonly LabelledWords[],
  prior: WordPrior,
  settings: CrossSettings,
  pace: Pace,
): Promise<HeldOutError[]> {
  const dealt = dealFolds(sampleOf(tracks, settings.seed), foldCount, mixSeed(settings.seed, 1))
  const errors: HeldOutError[] = []
  for (const fold of dealt) {
    const others = dealt.filter((other) => other !== fold).flat()
    const strength = await chooseStrength(others, prior, settings, pace, inner)
    const values = fitWords(others, prior, { ...settings, strength })
    errors.push(...fold.map((track) => ({ track, after: errorOf(track, values) })))
  }
  return errors
}

/** Sums of a fold's squared errors by what the others teach, [strengths]. */
function errorsByStrength(
  others: readonly LabelledWords[],
  fold: readonly LabelledWords[],
  prior: WordPrior,
  movesCoordinates: boolean,
): number[] {
  let start: Float64Array | undefined
  return strengths.map((strength) => {
    const values = fitWords(others, prior, { strength, movesCoordinates }, start)
    start = values.parameters
    return fold.reduce((sum, track) => sum + squaredErrorOf(track, values), 0)
  })
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
