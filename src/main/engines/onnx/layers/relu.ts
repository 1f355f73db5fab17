import { type Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** max(x, 0), whose sign is its slope. */
export function relu({ graph }: StepBuilder, x: Edge): LayerStep {
  const output = graph.node('Relu', [x])
  return {
    output,
    backward: (gradient, wanted) => (wanted ? graph.node('Mul', [gradient, graph.node('Sign', [output])]) : ''),
  }
}
