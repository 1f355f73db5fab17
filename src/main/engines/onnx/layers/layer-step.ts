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

/** Layers one after the other. */
export interface Chain {
  readonly output: Edge
  /** Whether the gradient of the output is of use: for tensors of the chain or of what comes before it. */
  readonly learns: boolean
  /** Sends a gradient back; gives that of the input, or '' where nothing before learns. */
  backward(gradient: Edge): Edge
}

/** Writes the layers that a layer holds. */
export type WriteInner = (layers: readonly PlannedLayer[], input: Edge) => Chain

/** Writes a layer's forward pass; `next` is the layer that reads its output. */
export type WriteLayer = (
  step: StepBuilder,
  planned: PlannedLayer,
  next: PlannedLayer | undefined,
  input: Edge,
  writeInner: WriteInner,
) => LayerStep
