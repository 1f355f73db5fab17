import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { Chain, LayerStep } from './layer-step'

/**
 * Adds what layers make of their input to it.
 * @param inner these layers; their gradient is '' where nothing before them learns
 */
export function residual({ graph }: StepBuilder, inner: Chain, x: Edge): LayerStep {
  return {
    output: graph.node('Add', [x, inner.output]),
    backward: (gradient, wanted) => {
      const passed = inner.backward(gradient)
      if (!wanted) return ''
      return passed === '' ? gradient : graph.node('Add', [gradient, passed])
    },
  }
}
