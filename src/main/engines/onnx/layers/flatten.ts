import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** [n, channels, length] → [n, channels · length]. */
export function flatten({ graph }: StepBuilder, channels: number, length: number, x: Edge): LayerStep {
  return {
    output: graph.node('Flatten', [x], { axis: 1 }),
    backward: (gradient, wanted) => (wanted ? graph.node('Reshape', [gradient, graph.whole(-1, channels, length)]) : ''),
  }
}
