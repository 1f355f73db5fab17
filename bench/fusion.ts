import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freezeBranches } from '@main/engines/frozen-branches'
import type { BranchRows } from '@main/engines/samples'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { nothingTrained, train } from '@main/engines/train'
import { initialWeights } from '@main/network/initial-weights'
import { mfccShape, sizeOfInput, studyInputs, tokensPerText } from '@main/network/inputs'
import { type NetworkPlan, planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import type { TrainingSample } from '@shared/contract/workers/training'
import { createRandom } from '@shared/domain/random'
import { compare, milliseconds, print } from './harness/figure'

const sampleCount = 256
const vocabularySize = 5000

const folder = mkdtempSync(join(tmpdir(), 'circumplex-bench-'))
const engine = createTensorFlowEngine()
const plan = planNetwork(publishedNetwork('audio-lyrics'), studyInputs({ lyrics: vocabularySize }))
const weights = initialWeights(plan, 1)
const samples = writeSamples()
const surroundings = { engine, signal: new AbortController().signal, yieldToEvents: () => new Promise<void>((resolve) => setImmediate(resolve)), onProgress: () => undefined }

/** Made-up MFCC and texts: what they hold does not change the work. */
function writeSamples(): TrainingSample[] {
  const random = createRandom(1)
  return Array.from({ length: sampleCount }, (_, index) => {
    const [audio, lyrics] = [join(folder, `${index}.f32`), join(folder, `${index}.tokens`)]
    writeFileSync(audio, new Uint8Array(Float32Array.from({ length: sizeOfInput(mfccShape) }, () => random.normal()).buffer))
    writeFileSync(lyrics, new Uint8Array(Int32Array.from({ length: tokensPerText }, () => random.integer(1, vocabularySize - 1)).buffer))
    return { trackId: index + 1, split: 'train', copy: 0, valence: 2 * random.next() - 1, arousal: 2 * random.next() - 1, inputs: { audio: { path: audio, startSeconds: 0 }, lyrics: { path: lyrics } } }
  })
}

/** One epoch of the head: of the network behind the frozen branches, or of all of it. */
async function epoch(trained: NetworkPlan, branchRows: BranchRows): Promise<number> {
  const session = await engine.open(trained, weights)
  try {
    const settings = { epochs: 1, batchSize: 64, learningRate: 0.01, dropAfterEpoch: null, weightDecay: 0.01, patience: null, seed: 1, targetScale: '-1-1' } as const
    const training = { ...surroundings, session, plan: trained, branchRows, settings, train: samples, validation: [], selectBest: true, fold: 0 }
    return await milliseconds(() => train({ ...training, onStep: () => undefined, onEpoch: () => undefined, save: async () => undefined }, nothingTrained(weights)))
  } finally {
    await session.close()
  }
}

try {
  const frozen = await freezeBranches({ plan, initial: weights, samples, directory: join(folder, 'branches'), surroundings })
  print(
    await compare({
      name: 'fusion',
      unit: `ms an epoch of the head (${sampleCount} tracks; the peer computes the frozen branches in every epoch)`,
      goal: 0.02,
      rounds: 7,
      ours: () => epoch(frozen.plan, frozen.branchRows),
      peer: () => epoch(plan, new Map()),
    }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
