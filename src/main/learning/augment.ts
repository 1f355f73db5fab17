import type { OptimiserSettings } from '@shared/contract/workers/training'
import { augmentExcerpt, augments } from '@shared/domain/augmentation'
import { isShiftedByGain } from '@shared/domain/level-shift'
import type { Modality } from '@shared/domain/modality'
import { createRandom, mixSeed } from '@shared/domain/random'
import type { InputShape } from '../network/inputs'
import type { NetworkPlan } from '../network/plan'
import type { BranchRows, VaryRow } from './samples'

/** Beside the streams of the shuffle (0) and of dropout (steps from 1 on). */
const augmentationStream = 7

/** Whether some of what a network reads is varied: MFCC of a branch that is trained, which reads them anew in every epoch. */
export function variesInputs(
  { branches }: NetworkPlan,
  branchRows: BranchRows,
  { augmentation }: Pick<OptimiserSettings, 'augmentation'>,
): boolean {
  return augments(augmentation) && branches.some(({ modality, input }) => !branchRows.has(modality) && isVaried(modality, input))
}

function isVaried(modality: Modality, input: InputShape): boolean {
  return modality === 'audio' && input.kind === 'sequence' && isShiftedByGain(input.channels)
}

/**
 * How the samples of a step are varied: each by draws that follow from seed, epoch, step and its index in the batch alone, so that a
 * training that was broken off repeats them.
 * @param step counted from 0 within its epoch
 * @returns undefined where nothing is varied
 */
export function variationOfStep(
  { augmentation, seed }: Pick<OptimiserSettings, 'augmentation' | 'seed'>,
  epoch: number,
  step: number,
): VaryRow | undefined {
  if (!augments(augmentation)) return undefined
  return (row, { modality, input, index }) =>
    row instanceof Float32Array && input.kind === 'sequence' && isVaried(modality, input)
      ? augmentExcerpt(row, input.length, augmentation, createRandom(mixSeed(seed, augmentationStream, epoch, step, index)))
      : row
}
