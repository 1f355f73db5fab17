import { createRandom, mixSeed } from '@shared/domain/random'
import type { PlanePoint } from '@shared/domain/plane'
import { drawCharacter } from './character'
import { compose } from './compose'
import { ensembles } from './instruments'
import { perform } from './perform'

/** What a piece is made from; equal plans give equal samples. */
export interface PiecePlan {
  readonly truth: PlanePoint
  readonly seconds: number
  readonly seed: number
  /** Which ensemble plays: any whole number ≥ 0. */
  readonly ensemble: number
}

/**
 * Composes and plays one piece of the sample library.
 * @returns mono samples at 22,050 Hz, within −1…1, never clipped
 */
export function synthesisePiece({ truth, seconds, seed, ensemble }: PiecePlan): Float32Array {
  const character = drawCharacter(truth, createRandom(mixSeed(seed, 1)))
  const score = compose(character, seconds, createRandom(mixSeed(seed, 2)))
  const players = ensembles[ensemble % ensembles.length] ?? ensembles[0]
  return perform(score, character, players, seconds, createRandom(mixSeed(seed, 3)))
}
