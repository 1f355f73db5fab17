import type { Tensor } from 'onnxruntime-node'
import type { GraphValue } from '../../onnx/graph'
import { tensorOver, type Results } from './graph-runner'
import { movedNames } from './tensor-edges'

/** Numbers that go on from step to step, where a device computes: a network's tensors and the sum of losses. */
export interface KeptTensors {
  /** The present value for an input of a graph; undefined when there is none of this name. */
  feed(input: GraphValue): Tensor | undefined
  /** Where a run writes an output: numbers of ours, or null for a new tensor. */
  fetch(output: GraphValue): Tensor | null
  /** Makes what a run moved the present values. */
  advance(results: Results): void
  /** The present numbers; good until the next run. */
  read(names: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>
  /** Replaces a present value. */
  replace(name: string, numbers: Float32Array): void
  close(): Promise<void>
}

/** A tensor to be kept. */
export interface TensorToKeep {
  readonly name: string
  readonly dims: readonly number[]
  readonly numbers: Float32Array
  /** Whether steps move it. */
  readonly isMoved: boolean
}

/**
 * Keeps tensors in arrays. What a step moves is written beside the old values, which it still reads, and then replaces them; or over them.
 * @param tensors copied where they are moved
 */
export function keepTensors(tensors: readonly TensorToKeep[]): KeptTensors {
  const present = new Map(tensors.map(({ name, numbers, isMoved }) => [name, isMoved ? Float32Array.from(numbers) : numbers]))
  const spare = new Map<string, Float32Array>()
  const beside = new Map(tensors.map(({ name }) => [movedNames.beside(name), name]))
  const over = new Map(tensors.map(({ name }) => [movedNames.over(name), name]))
  const spareOf = (name: string): Float32Array => {
    const array = spare.get(name) ?? new Float32Array(present.get(name)?.length ?? 0)
    spare.set(name, array)
    return array
  }
  return {
    feed: (input) => {
      const numbers = present.get(input.name)
      return numbers && tensorOver(input, numbers)
    },
    fetch: (output) => {
      const overwritten = present.get(over.get(output.name) ?? '')
      if (overwritten) return tensorOver(output, overwritten)
      const name = beside.get(output.name)
      return name === undefined ? null : tensorOver(output, spareOf(name))
    },
    advance: (results) => {
      for (const output of Object.keys(results)) swap(present, spare, beside.get(output))
    },
    read: async (names) => new Map(names.map((name) => [name, present.get(name) ?? new Float32Array()])),
    replace: (name, numbers) => void present.get(name)?.set(numbers),
    close: async () => undefined,
  }
}

function swap(present: Map<string, Float32Array>, spare: Map<string, Float32Array>, name = ''): void {
  const [old, fresh] = [present.get(name), spare.get(name)]
  if (old === undefined || fresh === undefined) return
  present.set(name, fresh)
  spare.set(name, old)
}
