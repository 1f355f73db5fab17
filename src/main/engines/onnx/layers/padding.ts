import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** Zeros before and behind along time. @param x [n, channels, length] */
export function padding(
  { graph: { node, whole } }: StepBuilder,
  { before, after, length }: { readonly before: number; readonly after: number; readonly length: number },
  x: Edge,
): LayerStep {
  return {
    output: node('Pad', [x, whole(0, 0, before, 0, 0, after)]),
    backward: (gradient, wanted) => (wanted ? node('Slice', [gradient, whole(before), whole(before + length), whole(2)]) : ''),
  }
}
