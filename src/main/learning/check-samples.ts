import type { TrainingSample } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import type { Modality } from '@shared/domain/modality'
import { allFinite } from '../audio/first-beyond'
import type { NetworkPlan } from '../network/plan'
import { batchesOf } from './batches'
import type { TrainingEnvironment } from './environment'
import { readInput } from './samples'

/** Files that are read at the same time. */
const together = 16

/**
 * Reads all numbers that a run will learn from or predict with: one that is not finite would spoil every weight.
 * @param environment asked between files; none of the rest is read once the signal is aborted
 * @throws Failure `file-invalid` that names the first track whose features are not finite, with the modality and the file; what
 *   `readInput` throws
 */
export async function checkSamples(
  { branches }: NetworkPlan,
  samples: readonly TrainingSample[],
  { signal, yieldToEvents, onProgress }: Pick<TrainingEnvironment, 'signal' | 'yieldToEvents' | 'onProgress'>,
): Promise<void> {
  for (const { modality, input } of branches) {
    onProgress(0, samples.length, `Checking ${modality}`)
    for (const batch of batchesOf(samples, together)) {
      if (signal.aborted) return
      const read = await Promise.all(batch.map((sample) => readInput(sample, modality, input)))
      read.forEach((values, index) => {
        const sample = batch[index]
        if (sample && values instanceof Float32Array && !allFinite(values)) refuse(sample, modality)
      })
      await yieldToEvents()
    }
  }
}

function refuse({ trackId, name, inputs }: TrainingSample, modality: Modality): never {
  fail(
    'file-invalid',
    `The ${modality} features of “${name ?? `track ${trackId}`}” hold numbers that are not finite: ${inputs[modality]?.path}.`,
    'Clear the feature cache and train again: they are made anew. If that does not help, export the audio again, or leave the track out.',
  )
}
