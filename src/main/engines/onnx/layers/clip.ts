import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** Numbers beyond the limits become them and pass no gradient. WebGPU has no `Or`. */
export function clip(
  { graph: { node, number } }: StepBuilder,
  { low, high }: { readonly low: number; readonly high: number },
  x: Edge,
): LayerStep {
  return {
    output: node('Clip', [x, number(low), number(high)]),
    backward: (gradient, wanted) => {
      if (!wanted) return ''
      const one = (isBeyond: Edge): Edge => node('Cast', [isBeyond], { to: 1 })
      const beyond = node('Add', [one(node('Less', [x, number(low)])), one(node('Greater', [x, number(high)]))])
      return node('Mul', [gradient, node('Sub', [number(1), beyond])])
    },
  }
}
