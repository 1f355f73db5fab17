import type { PlannedLayer } from '../../../network/plan'
import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'

/** A layer in a training step: what it gives, and how the gradient comes back through it. */
export interface LayerStep {
  readonly output: Edge
  /**
   * Learns the layer's tensors.
   * @param gradient of the output
   * @param wanted whether the gradient of the input is needed
   * @returns the gradient of the input; '' where it is not wanted
   */
  backward(gradient: Edge, wanted: boolean): Edge
}

/** Writes a layer's forward pass; `next` is the layer that reads its output. */
export type WriteLayer = (step: StepBuilder, planned: PlannedLayer, next: PlannedLayer | undefined, input: Edge) => LayerStep
