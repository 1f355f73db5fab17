import { excerptNormalisationEpsilon } from '../../../network/constants'
import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/**
 * (x − mean) / deviation by constants of the training set.
 * @param constants how many there are: one, or one for each channel
 * @param x [n, channels, length]
 */
export function normaliseByConstants(step: StepBuilder, name: string, constants: number, x: Edge): LayerStep {
  const { node } = step.graph
  const [mean, deviation] = [step.tensor(`${name}.mean`, [1, constants, 1]), step.tensor(`${name}.deviation`, [1, constants, 1])]
  return {
    output: node('Div', [node('Sub', [x, mean]), deviation]),
    backward: (gradient, wanted) => (wanted ? node('Div', [gradient, deviation]) : ''),
  }
}

/** Zero mean and unit variance of each coefficient over the excerpt's frames (CMVN). @param x [n, channels, length] */
export function normaliseExcerpt(step: StepBuilder, x: Edge): LayerStep {
  const { node, number, whole } = step.graph
  const time = whole(2)
  const centred = node('Sub', [x, node('ReduceMean', [x, time])])
  const variance = node('ReduceMean', [node('Mul', [centred, centred]), time])
  const inverse = node('Reciprocal', [node('Sqrt', [node('Add', [variance, number(excerptNormalisationEpsilon)])])])
  const output = node('Mul', [centred, inverse])
  return {
    output,
    backward: (gradient, wanted) => {
      if (!wanted) return ''
      const alongOutput = node('ReduceMean', [node('Mul', [gradient, output]), time])
      const rest = node('Add', [node('ReduceMean', [gradient, time]), node('Mul', [output, alongOutput])])
      return node('Mul', [node('Sub', [gradient, rest]), inverse])
    },
  }
}
