import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TrainingSession } from '@main/engines/engine'
import { type FrozenBranches, freezeBranches } from '@main/learning/frozen-branches'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { nothingTrained, train } from '@main/learning/train'
import type { Training } from '@main/learning/training'
import { initialWeights } from '@main/network/initial-weights'
import { mfccShape, sizeOfInput, studyInputs } from '@main/network/inputs'
import { tokensPerText } from '@shared/domain/modality'
import { planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import type { TrainingSample } from '@shared/contract/workers/training'
import { createRandom } from '@shared/domain/random'
import { processor } from '@shared/domain/device'
import { compare, milliseconds, print } from './harness/figure'

const sampleCount = 640
const vocabularySize = 5000
/** Epochs of the head that are timed together: one takes milliseconds. */
const headEpochs = 40

const folder = mkdtempSync(join(tmpdir(), 'circumplex-bench-'))
const plan = planNetwork(publishedNetwork('audio-lyrics'), studyInputs({ lyrics: vocabularySize }))
const weights = initialWeights(plan, 1)
const samples = writeSamples()
const environment = {
  signal: new AbortController().signal,
  yieldToEvents: () => new Promise<void>((resolve) => setImmediate(resolve)),
  onProgress: () => undefined,
}

/**
 * Made-up MFCC and texts: what they hold does not change the work. Split as datasets are: 70 of 100 tracks train, 15 validate, 15 wait
 * for the end.
 */
function writeSamples(): TrainingSample[] {
  const random = createRandom(1)
  return Array.from({ length: sampleCount }, (_, index) => {
    const [audio, lyrics] = [join(folder, `${index}.f32`), join(folder, `${index}.tokens`)]
    writeFileSync(audio, new Uint8Array(Float32Array.from({ length: sizeOfInput(mfccShape) }, () => random.normal()).buffer))
    writeFileSync(lyrics, new Uint8Array(Int32Array.from({ length: tokensPerText }, () => random.integer(1, vocabularySize - 1)).buffer))
    const split = index % 20 < 14 ? 'train' : index % 20 < 17 ? 'validation' : 'test'
    return {
      trackId: index + 1,
      split,
      copy: 0,
      valence: 2 * random.next() - 1,
      arousal: 2 * random.next() - 1,
      inputs: { audio: { path: audio, startSeconds: 0 }, lyrics: { path: lyrics } },
    }
  })
}

/** Times epochs as the app runs them: a step for each batch of the training samples, then the validation samples. */
function epochsOf(
  session: TrainingSession,
  { plan: trained, branchRows }: Pick<FrozenBranches, 'plan' | 'branchRows'>,
  epochs: number,
): () => Promise<number> {
  const settings = {
    epochs,
    batchSize: 64,
    learningRate: 0.01,
    dropAfterEpoch: epochs,
    weightDecay: 0.01,
    patience: null,
    seed: 1,
    targetScale: '-1-1',
  } as const
  const inSplit = (split: TrainingSample['split']): TrainingSample[] => samples.filter((sample) => sample.split === split)
  const training: Training = {
    ...environment,
    session,
    plan: trained,
    branchRows,
    settings,
    train: inSplit('train'),
    validation: inSplit('validation'),
    selectBest: true,
    fold: 0,
    onStep: () => undefined,
    onEpoch: () => undefined,
    save: () => Promise.resolve(),
  }
  return async () => (await milliseconds(() => train(training, nothingTrained(weights)))) / epochs
}

interface Peer {
  readonly name: string
  readonly epoch: () => Promise<number>
}

/** The peer with the quickest of some epochs. */
async function quicker(peers: readonly Peer[]): Promise<Peer> {
  const best = peers.map(() => Infinity)
  for (let round = 0; round < 4; round += 1) {
    for (const [index, { epoch }] of peers.entries()) best[index] = Math.min(best[index] ?? Infinity, await epoch())
  }
  const found = peers[best.indexOf(Math.min(...best))]
  if (!found) throw new RangeError('There are no peers.')
  return found
}

const engines = { onnx: createOnnxEngine, tensorflow: createTensorFlowEngine }

try {
  const frozen = await freezeBranches({
    plan,
    initial: weights,
    samples,
    directory: join(folder, 'branches'),
    computer: () => ({ engine: engines.tensorflow(), device: processor }),
    environment,
  })
  const head = await engines.onnx().open(frozen.plan, weights, processor)
  const wholes = await Promise.all(
    [engines.tensorflow(), engines.onnx()].map(async (engine) => ({
      name: engine.name,
      session: await engine.open(plan, weights, processor),
    })),
  )
  const peers = wholes.map(({ name, session }) => ({ name, epoch: epochsOf(session, { plan, branchRows: new Map() }, 1) }))
  const peer = await quicker(peers)
  print(
    await compare({
      name: 'fusion',
      unit:
        `ms an epoch of the head (${sampleCount} tracks, 70 % train, 15 % validate; ` +
        `the peer, the quicker engine ${peer.name}, computes the frozen branches in every epoch)`,
      goal: 0.02,
      rounds: 15,
      ours: epochsOf(head, frozen, headEpochs),
      peer: peer.epoch,
    }),
  )
  await head.close()
  for (const { session } of wholes) await session.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
