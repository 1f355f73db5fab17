import { type Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/**
 * x · Wᵀ + b. Gradient and step of the weights are one matrix product each.
 * @param x [n, inputs]
 */
export function linear(step: StepBuilder, name: string, units: number, x: Edge): LayerStep {
  const [weightName, biasName] = [`${name}.weight`, `${name}.bias`]
  const weight = step.tensor(weightName)
  const bias = step.tensor(biasName, [1, units])
  return {
    output: step.graph.node('Gemm', [x, weight, bias], { transB: 1 }),
    backward: (gradient, wanted) => {
      if (step.isTrained(weightName)) {
        step.learnProduct(weightName, gradient, x, !wanted)
        step.learnRowSum(biasName, gradient)
      }
      return wanted ? step.graph.node('Gemm', [gradient, weight]) : ''
    },
  }
}
