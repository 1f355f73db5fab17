import { type Edge, oneWherePositive } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** max(x, 0); its slope is 1 where it is above 0, else 0. */
export function relu({ graph }: StepBuilder, x: Edge): LayerStep {
  const { node } = graph
  const output = node('Relu', [x])
  return {
    output,
    backward: (gradient, wanted) => (wanted ? node('Mul', [gradient, oneWherePositive(graph, output)]) : ''),
  }
}
