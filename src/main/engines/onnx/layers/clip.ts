import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** Numbers beyond the limits become them and pass no gradient. */
export function clip(
  { graph: { node, number } }: StepBuilder,
  { low, high }: { readonly low: number; readonly high: number },
  x: Edge,
): LayerStep {
  return {
    output: node('Clip', [x, number(low), number(high)]),
    backward: (gradient, wanted) => {
      if (!wanted) return ''
      const isBeyond = node('Or', [node('Less', [x, number(low)]), node('Greater', [x, number(high)])])
      return node('Where', [isBeyond, number(0), gradient])
    },
  }
}
