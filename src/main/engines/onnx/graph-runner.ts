import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Device } from '@shared/domain/device'
import { encodeModel } from '../../onnx/encode-model'
import type { Graph, GraphValue } from '../../onnx/graph'
import { addingOperator } from './step-builder'

/** Tensors by the names of outputs. */
export type Results = Readonly<Record<string, Tensor>>

/** A graph that onnxruntime runs. */
export interface GraphRunner {
  readonly inputs: readonly GraphValue[]
  /**
   * Runs the graph. On the processor it blocks its thread meanwhile; on a GPU it returns when the work is queued, unless an output is
   * read on the processor.
   * @param feed gives the tensor of an input
   * @param fetch gives the tensor that an output is written into; null for a new one
   */
  run(feed: (input: GraphValue) => Tensor, fetch: (output: GraphValue) => Tensor | null): Promise<Results>
  close(): Promise<void>
}

/** How a graph is opened. */
export interface GraphSettings {
  readonly device: Device
  /** Its operators take a fraction of a millisecond: a second thread would cost more than it brings as soon as a core is busy. */
  readonly isSmall: boolean
  /** Whether its outputs stay on the GPU; `Tensor.data` of such a tensor cannot be read. */
  readonly outputsStay: boolean
}

/** Threads that wait sleep: spinning ones take the processor from those that work. */
const options: InferenceSession.SessionOptions = {
  logSeverityLevel: 3,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
}

/** Loads a graph. */
export async function openGraph(graph: Graph, { device, isSmall, outputsStay }: GraphSettings): Promise<GraphRunner> {
  const oneThread = isSmall || graph.nodes.some(({ operator }) => operator === addingOperator)
  const session = await InferenceSession.create(encodeModel(graph, {}), {
    ...options,
    executionProviders: [device.kind],
    ...(oneThread ? { intraOpNumThreads: 1 } : {}),
    ...(outputsStay ? { preferredOutputLocation: 'gpu-buffer' } : {}),
  })
  return {
    inputs: graph.inputs,
    run: async (feed, fetch) => {
      const feeds = graph.inputs.map((input) => [input.name, feed(input)] as const)
      const fetches = graph.outputs.map((output) => [output.name, fetch(output)] as const)
      return session.run(Object.fromEntries(feeds), Object.fromEntries(fetches))
    },
    close: () => session.release(),
  }
}

/**
 * Numbers as a tensor of the shape that a graph declares.
 * @param value has at most one free dimension, which follows from how many numbers there are
 */
export function tensorOver({ dims }: Pick<GraphValue, 'dims'>, data: Float32Array | Int32Array): Tensor {
  const known = dims.reduce<number>((product, dimension) => (typeof dimension === 'number' ? product * dimension : product), 1)
  const shape = dims.map((dimension) => (typeof dimension === 'number' ? dimension : data.length / known))
  return data instanceof Float32Array ? new Tensor('float32', data, shape) : new Tensor('int32', data, shape)
}

/** The numbers of a tensor that lies on the processor. */
export function floatsOf(results: Results, name: string): Float32Array {
  const data = results[name]?.data
  if (data instanceof Float32Array) return data
  throw new RangeError(`The graph gave no float32 output '${name}'.`)
}
