import type { Batch } from '@main/engines/engine'
import { sizeOfInput, studyInputs } from '@main/network/inputs'
import { type NetworkPlan, planBehind, planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import type { PublishedName } from '@shared/domain/published-networks'
import type { Modality } from '@shared/domain/modality'
import { createRandom } from '@shared/domain/random'

export const batchSize = 64
/** Of every step that is timed. */
export const stepRates = { learningRate: 0.01, weightDecay: 0.01 } as const
const vocabularySize = 5000
/** Words of a text; the rest of its 500 tokens is padding. */
const words = 300

/** A network of the study. */
export function studyPlan(network: PublishedName): NetworkPlan {
  return planNetwork(publishedNetwork(network), studyInputs({ lyrics: vocabularySize, comments: vocabularySize }))
}

/** What is left to train of a fusion behind its frozen branches. */
export function headPlan(network: PublishedName): NetworkPlan {
  const plan = studyPlan(network)
  return planBehind(plan, new Set(plan.branches.map(({ modality }) => modality)))
}

/** Made-up MFCC, texts whose words are as frequent as in a language (about 1 / rank), and outputs of branches. */
export function batchFor(plan: NetworkPlan): Batch {
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
