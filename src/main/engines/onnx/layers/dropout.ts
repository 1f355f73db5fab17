import { type Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** Multiplies by the layer's mask, which is fed with each step. @param dims of one sample */
export function dropout(step: StepBuilder, name: string, dims: readonly number[], probability: number, x: Edge): LayerStep {
  const mask = step.mask(name, dims, probability)
  return {
    output: step.graph.node('Mul', [x, mask]),
    backward: (gradient, wanted) => (wanted ? step.graph.node('Mul', [gradient, mask]) : ''),
  }
}
