import type { Batch, TrainingEngine } from '@main/engines/engine'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { initialWeights } from '@main/network/initial-weights'
import { sizeOfInput, studyInputs } from '@main/network/inputs'
import { type NetworkPlan, planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import type { PublishedName } from '@shared/domain/published-networks'
import type { Modality } from '@shared/domain/modality'
import { createRandom } from '@shared/domain/random'
import { processor } from '@shared/domain/device'
import { compare, milliseconds, print, type Timed } from './harness/figure'

const batchSize = 64
const vocabularySize = 5000
/** Words of a text; the rest of its 500 tokens is padding. */
const words = 300
const stepsTogether = 3

/** Made-up MFCC and texts whose words are as frequent as in a language (about 1 / rank). */
function batchFor(plan: NetworkPlan): Batch {
  const random = createRandom(1)
  const values = plan.branches.map(({ modality, input }): [Modality, Float32Array | Int32Array] => {
    const length = batchSize * sizeOfInput(input)
    if (input.kind !== 'tokens') return [modality, Float32Array.from({ length }, () => random.normal())]
    return [
      modality,
      Int32Array.from({ length }, (_, index) => (index % input.length < words ? Math.floor(vocabularySize ** random.next()) : 0)),
    ]
  })
  return {
    size: batchSize,
    values: Object.fromEntries(values),
    targets: Float32Array.from({ length: 2 * batchSize }, () => random.normal()),
  }
}

async function stepsOf(engine: TrainingEngine, plan: NetworkPlan, batch: Batch): Promise<Timed> {
  const session = await engine.open(plan, initialWeights(plan, 1), processor)
  const settings = { learningRate: 0.01, weightDecay: 0.01, dropoutSeed: 1 }
  return async () => {
    const all = await milliseconds(async () => {
      for (let count = 0; count < stepsTogether; count += 1) await session.step(batch, settings)
    })
    return all / stepsTogether
  }
}

async function compareSteps(name: string, network: PublishedName): Promise<void> {
  const plan = planNetwork(publishedNetwork(network), studyInputs({ lyrics: vocabularySize }))
  const batch = batchFor(plan)
  print(
    await compare({
      name,
      unit: `ms a training step of the ${network} network, batch ${batchSize}; ONNX against TensorFlow`,
      goal: 1,
      rounds: 11,
      ours: await stepsOf(createOnnxEngine(), plan, batch),
      peer: await stepsOf(createTensorFlowEngine(), plan, batch),
    }),
  )
}

await compareSteps('step', 'audio')
await compareSteps('step-lyrics', 'lyrics')
