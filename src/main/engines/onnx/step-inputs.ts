import type { Optimiser } from '@shared/domain/network'
import { sizeOfInput } from '../../network/inputs'
import { momentCorrections } from '../../network/moments'
import { layerOrder, layersOf, type NetworkPlan } from '../../network/plan'
import { fillDropoutMask } from '../dropout-mask'
import { type Batch, type BatchInputs, hasUnknownTargets, knownTargetsOf, type Step } from '../engine'
import { distinctWords } from './distinct-words'
import { packMask } from './mask-bits'
import { stepNames } from './step-builder'
import type { GraphForm } from './tensor-edges'

/** Numbers by the names of a graph's inputs. */
export type InputNumbers = ReadonlyMap<string, Float32Array | Int32Array>

/** Makes what a step reads besides tensors and held samples. */
export interface StepInputs {
  /** @param index counts the steps of one run from 0; arrays of an index are good until it is asked for again */
  ofStep(step: Step, index: number, optimiser?: Optimiser): InputNumbers
  /** Also for a prediction, which has no targets. */
  ofBatch(inputs: BatchInputs): [string, Float32Array | Int32Array][]
}

/** Makes inputs for graphs of a form; masks are drawn into arrays that are kept from run to run. */
export function createStepInputs(plan: NetworkPlan, form: GraphForm): StepInputs {
  const masks = maskMaker(plan, form)
  const ofBatch = (inputs: BatchInputs): [string, Float32Array | Int32Array][] => [
    ...valuesOf(plan, inputs),
    ...(form === 'processor' ? wordsOf(plan, inputs) : []),
  ]
  return {
    ofBatch,
    ofStep: ({ samples, settings: { learningRate, dropoutSeed, stepNumber = 1 } }, index, optimiser = 'sgd') => {
      const size = 'rows' in samples ? samples.rows.length : samples.size
      const numbers: [string, Float32Array | Int32Array][] = [
        ...ratesOf(optimiser, learningRate, stepNumber),
        [stepNames.inverseSize, Float32Array.of(1 / size)],
        ...inverseKnownOf(samples),
        ...(form === 'processor' ? [[stepNames.ones, new Float32Array(size).fill(1)] as [string, Float32Array]] : []),
        ...masks(size, dropoutSeed, index),
        ...('rows' in samples ? [[stepNames.rows, samples.rows] as [string, Int32Array]] : [...targetsOf(samples), ...ofBatch(samples)]),
      ]
      return new Map(numbers.map(([name, values]) => [stepNames.inStep(name, index), values]))
    },
  }
}

function inverseKnownOf(samples: Step['samples']): [string, Float32Array][] {
  if (!hasUnknownTargets(samples)) return []
  const known = knownTargetsOf(samples)
  return [[stepNames.inverseKnown, Float32Array.of(known > 0 ? 2 / known : 0)]]
}

function targetsOf({ targets, known }: Batch): [string, Float32Array][] {
  return [[stepNames.targets, targets], ...(known ? [[stepNames.known, known] as [string, Float32Array]] : [])]
}

/** Adam moves by its moments: the gradient itself comes as it is. */
function ratesOf(optimiser: Optimiser, learningRate: number, stepNumber: number): [string, Float32Array][] {
  if (optimiser === 'sgd') return [[stepNames.rate, Float32Array.of(learningRate)]]
  const { first, secondRoot } = momentCorrections(stepNumber)
  return [
    [stepNames.rate, Float32Array.of(1)],
    [stepNames.momentRate, Float32Array.of(learningRate * first)],
    [stepNames.secondRoot, Float32Array.of(secondRoot)],
  ]
}

function maskMaker(plan: NetworkPlan, form: GraphForm): (size: number, dropoutSeed: number, index: number) => [string, Float32Array][] {
  const order = layerOrder(plan.network)
  const arrays = new Map<string, Float32Array>()
  return (size, dropoutSeed, index) =>
    layersOf(plan).flatMap(({ name, layer, input }): [string, Float32Array][] => {
      if (layer.type !== 'dropout') return []
      const [key, count] = [`${name} ${index}`, size * sizeOfInput(input)]
      const old = arrays.get(key)
      const mask = old?.length === count ? old : new Float32Array(count)
      arrays.set(key, mask)
      fillDropoutMask(mask, dropoutSeed, order.get(name) ?? 0, layer.probability)
      return [[stepNames.mask(name), form === 'gpu' ? packMask(mask, size, sizeOfInput(input)) : mask]]
    })
}

function valuesOf({ branches }: NetworkPlan, { size, values }: BatchInputs): [string, Float32Array | Int32Array][] {
  return branches.map(({ modality, input }) => {
    const numbers = values[modality]
    const wanted = size * sizeOfInput(input)
    if (numbers?.length !== wanted) throw new RangeError(`The batch holds ${numbers?.length ?? 0} numbers of ${modality}, not ${wanted}.`)
    return [modality, numbers]
  })
}

function wordsOf({ branches }: NetworkPlan, { values }: BatchInputs): [string, Int32Array][] {
  return branches.flatMap(({ modality, input }): [string, Int32Array][] => {
    const tokens = values[modality]
    if (input.kind !== 'tokens' || !(tokens instanceof Int32Array)) return []
    const { words, indices } = distinctWords(tokens, input.vocabularySize)
    return [
      [stepNames.words(modality), words],
      [stepNames.wordIndices(modality), indices],
    ]
  })
}
