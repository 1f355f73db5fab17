import type { OptimiserSettings } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import { type Batch, type HeldRows, knownTargetsOf, type Step, type StepSettings } from '../engines/engine'
import { variationOfStep } from './augment'
import { batchesOf, chunksOf, readAhead } from './batches'
import type { HeldBatch } from './held-samples'
import { type BatchArrays, readBatch } from './samples'
import { dropoutSeedAt, learningRateAt, shuffledForEpoch } from './schedule'
import type { Training } from './training'

interface EpochSteps {
  /** Mean over the known labels, on the scale of the training. */
  readonly loss: number
  readonly steps: number
}

/**
 * After so many steps the loss is read: a GPU need not wait for every step, and a loss that is no number is noticed soon. Batches that
 * carry their numbers wait in memory until a GPU has taken them.
 */
const stepsBetweenLosses = { held: 50, fed: 8 }

/**
 * Takes the steps of an epoch.
 * @param stepsBefore how many steps the epochs before took
 * @param memory.held where the session holds the samples
 * @returns null when the signal was aborted meanwhile
 * @throws Failure `invalid-argument` when the loss is no longer a number
 */
export async function stepThrough(
  training: Training,
  epoch: number,
  stepsBefore: number,
  memory: { readonly arrays: BatchArrays; readonly held: HeldBatch | null },
): Promise<EpochSteps | null> {
  const { session, settings } = training
  const loss = lossReader(training, epoch, memory.held ? stepsBetweenLosses.held : stepsBetweenLosses.fed)
  let steps = 0
  for await (const samples of samplesOfEpoch(training, epoch, memory)) {
    if (training.signal.aborted) return null
    const next = samples.map((each, index): Step => ({
      samples: each,
      settings: settingsOfStep(settings, epoch, steps + index, stepsBefore),
    }))
    await session.steps(next)
    steps += next.length
    await loss.after(next)
    training.onStep(steps)
    await training.yieldToEvents()
  }
  return { loss: await loss.mean(), steps }
}

/** The batches of an epoch, as many at once as the session wants; of those that carry their numbers, one is read while another is used. */
async function* samplesOfEpoch(
  { session, settings, plan, train, branchRows }: Training,
  epoch: number,
  { arrays, held }: { readonly arrays: BatchArrays; readonly held: HeldBatch | null },
): AsyncGenerator<(Batch | HeldRows)[]> {
  const batches = batchesOf(shuffledForEpoch(train, settings, epoch), settings.batchSize)
  if (held) return yield* chunksOf(batches.map(held), session.stepsTogether)
  const numbered = batches.map((samples, step) => ({ samples, vary: variationOfStep(settings, epoch, step) }))
  const fed = readAhead(numbered, ({ samples, vary }) => readBatch(plan, samples, settings.targetScale, branchRows, arrays, vary))
  for await (const batch of fed) yield [batch]
}

function settingsOfStep(settings: OptimiserSettings, epoch: number, step: number, stepsBefore: number): StepSettings {
  const { weightDecay } = settings
  return {
    learningRate: learningRateAt(settings, epoch),
    weightDecay,
    dropoutSeed: dropoutSeedAt(settings, epoch, step),
    stepNumber: stepsBefore + step + 1,
  }
}

/** Reads the loss from time to time and in the end. */
function lossReader({ session, settings }: Training, epoch: number, everySteps: number): LossReader {
  const unread = { steps: 0, targets: 0 }
  const read = { sum: 0, targets: 0 }
  const take = async (): Promise<void> => {
    if (unread.steps === 0) return
    const loss = await session.takeLoss()
    if (!Number.isFinite(loss)) failDiverged(settings, epoch)
    read.sum += loss * unread.targets
    read.targets += unread.targets
    unread.steps = unread.targets = 0
  }
  return {
    after: async (steps) => {
      unread.steps += steps.length
      for (const { samples } of steps) unread.targets += knownTargetsOf(samples)
      if (unread.steps >= everySteps) await take()
    },
    mean: async () => {
      await take()
      return read.sum / (read.targets || 1)
    },
  }
}

interface LossReader {
  after(steps: readonly Step[]): Promise<void>
  mean(): Promise<number>
}

function failDiverged(settings: OptimiserSettings, epoch: number): never {
  return fail(
    'invalid-argument',
    `The loss is no longer a number in epoch ${epoch}, with the learning rate ${learningRateAt(settings, epoch)}.`,
    'Start a run with a smaller learning rate.',
  )
}
