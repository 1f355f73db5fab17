import type { WeightSpecification } from '../../network/weights'
import type { Edge, GraphBuilder } from './graph-builder'

/**
 * What a graph is written for. On the processor a tensor is an array of ours, which is read under any shape. On a GPU it is a buffer of
 * one shape, and only operators of the WebGPU provider may occur: any other would send its numbers through the processor.
 */
export type GraphForm = 'processor' | 'gpu'

/** The tensors of a network in a graph of one or more training steps: each step reads what the one before it made. */
export interface TensorEdges {
  /** The present value, under the shape that the first reader gives it. */
  read(name: string, dims?: readonly number[]): Edge
  /** The shape in which it is read. */
  dimsOf(name: string): readonly number[]
  /**
   * Names the value that the next step reads, of the shape in which it was read.
   * @param isLastReader nothing reads the old value after this: the new one may be written over it
   */
  move(name: string, value: Edge, isLastReader?: boolean): void
  /** Makes what was moved the present value. */
  endStep(): void
  /** Makes the last values outputs of the graph. */
  give(): void
}

/** Names of the outputs for a tensor's new value: beside the old one, or written over it. */
export const movedNames = { beside: (tensor: string): string => `new ${tensor}`, over: (tensor: string): string => `over ${tensor}` }

/** A tensor in the graph. */
interface EdgeOfTensor {
  readonly storedDims: readonly number[]
  readonly dims: readonly number[]
  present: Edge
  next: Edge | null
  /** Whether the last value may be written where the first was read. */
  mayOverwrite: boolean
}

/**
 * Begins with no tensor read.
 * @param specifications of all tensors of the network, and of what else goes on from step to step
 */
export function createTensorEdges(
  graph: GraphBuilder,
  specifications: readonly Pick<WeightSpecification, 'name' | 'dims'>[],
  form: GraphForm,
): TensorEdges {
  const stored = new Map(specifications.map(({ name, dims }) => [name, dims]))
  const known = new Map<string, EdgeOfTensor>()
  let stepsDone = 0
  const read = (name: string, dims?: readonly number[]): EdgeOfTensor => {
    const storedDims = stored.get(name)
    if (storedDims === undefined) throw new RangeError(`The network has no tensor ${name}.`)
    const found = known.get(name) ?? firstRead(graph, form, name, storedDims, dims ?? storedDims)
    known.set(name, found)
    return found
  }
  return {
    read: (name, dims) => read(name, dims).present,
    dimsOf: (name) => read(name).dims,
    move: (name, value, isLastReader = false) => {
      const tensor = read(name)
      tensor.next = value
      // Whatever a second step moves follows from all that the first one read.
      tensor.mayOverwrite = isLastReader || stepsDone > 0
    },
    endStep: () => {
      stepsDone += 1
      for (const tensor of known.values()) tensor.present = tensor.next ?? tensor.present
    },
    give: () => {
      for (const [name, { storedDims, dims, next, mayOverwrite }] of known) {
        if (next === null) continue
        const value = needsShape(form, storedDims, dims) ? graph.node('Reshape', [next, graph.whole(...storedDims)]) : next
        const isOver = mayOverwrite && form === 'processor'
        graph.output(isOver ? movedNames.over(name) : movedNames.beside(name), value, form === 'gpu' ? storedDims : dims)
      }
    },
  }
}

function firstRead(
  graph: GraphBuilder,
  form: GraphForm,
  name: string,
  storedDims: readonly number[],
  dims: readonly number[],
): EdgeOfTensor {
  const present = needsShape(form, storedDims, dims)
    ? graph.node('Reshape', [graph.input(name, storedDims), graph.whole(...dims)])
    : graph.input(name, dims)
  return { storedDims, dims, present, next: null, mayOverwrite: false }
}

function needsShape(form: GraphForm, storedDims: readonly number[], dims: readonly number[]): boolean {
  return form === 'gpu' && storedDims.join() !== dims.join()
}
