import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Device } from '@shared/domain/device'
import { encodeModel } from '../../onnx/encode-model'
import type { Graph, GraphValue } from '../../onnx/graph'
import { addingOperator } from './step-builder'

/** Numbers by the name of the input or output that they belong to. */
export type Arrays = ReadonlyMap<string, Float32Array | Int32Array>

/** A graph that onnxruntime runs on arrays of ours (its Node package copies the outputs once more, for a result that nobody reads). */
export interface GraphRunner {
  /** Names of all inputs. */
  readonly inputs: readonly string[]
  /**
   * Runs the graph; blocks its thread meanwhile.
   * @param size how many samples; the free dimension of all shapes
   * @param read the array of an input; only called for names of `inputs`
   * @param write the array that an output is written into
   */
  run(size: number, read: (name: string) => Float32Array | Int32Array, write: (name: string, length: number) => Float32Array): Promise<void>
  close(): Promise<void>
}

/** Threads that wait sleep: spinning ones take the processor from those that work. */
const options: InferenceSession.SessionOptions = {
  logSeverityLevel: 3,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
}

/**
 * Loads a graph.
 * @param device what computes it
 * @param isSmall its operators take a fraction of a millisecond: a second thread would cost more than it brings as soon as a core is busy
 */
export async function openGraph(graph: Graph, device: Device, isSmall: boolean): Promise<GraphRunner> {
  const oneThread = isSmall || graph.nodes.some(({ operator }) => operator === addingOperator)
  const session = await InferenceSession.create(encodeModel(graph, {}), {
    ...options,
    executionProviders: [device.kind],
    ...(oneThread ? { intraOpNumThreads: 1 } : {}),
  })
  return {
    inputs: graph.inputs.map(({ name }) => name),
    run: async (size, read, write) => {
      const feeds = graph.inputs.map((value) => [value.name, tensorOver(value, read(value.name), size)] as const)
      const fetches = graph.outputs.map(
        (value) => [value.name, tensorOver(value, write(value.name, elementsOf(value, size)), size)] as const,
      )
      await session.run(Object.fromEntries(feeds), Object.fromEntries(fetches))
    },
    close: () => session.release(),
  }
}

function tensorOver(value: GraphValue, data: Float32Array | Int32Array, size: number): Tensor {
  const shape = value.dims.length === 1 && typeof value.dims[0] === 'string' ? [data.length] : shapeOf(value, size)
  return data instanceof Float32Array ? new Tensor('float32', data, shape) : new Tensor('int32', data, shape)
}

function elementsOf(value: GraphValue, size: number): number {
  return shapeOf(value, size).reduce((product, dimension) => product * dimension, 1)
}

function shapeOf({ dims }: GraphValue, size: number): number[] {
  return dims.map((dimension) => (typeof dimension === 'number' ? dimension : size))
}
