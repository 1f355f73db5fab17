import type { Tensor } from 'onnxruntime-node'
import type { Device } from '@shared/domain/device'
import type { ElementType, Graph } from '../../onnx/graph'
import { createGraphBuilder } from './graph-builder'
import { floatsOf, type GraphRunner, openGraph, type Results, tensorOver } from './graph-runner'
import type { KeptTensors, TensorToKeep } from './kept-tensors'
import { movedNames } from './tensor-edges'

/** Numbers that are to lie on a GPU. */
export interface NumbersToUpload {
  readonly name: string
  readonly dims: readonly number[]
  readonly numbers: Float32Array | Int32Array
}

/** Tensors on a GPU. */
export interface Uploaded {
  /** By name; whoever takes one out and disposes of it frees the GPU's memory. */
  readonly tensors: Map<string, Tensor>
  /** Frees what is left. A tensor that outlives the session which made it ends the process when it is used. */
  close(): Promise<void>
}

/** Copies numbers to a GPU: onnxruntime takes none but as inputs of a graph, which gives them out again. */
export async function upload(device: Device, values: readonly NumbersToUpload[]): Promise<Uploaded> {
  const elementTypes = values.map(({ numbers }): ElementType => (numbers instanceof Float32Array ? 'float32' : 'int32'))
  const runner = await openGraph(
    copyGraph(values.map(({ name, dims }, index) => ({ name, dims, elementType: elementTypes[index] ?? 'float32' }))),
    { device, isSmall: true, outputsStay: true },
  )
  const numbersOf = new Map(values.map(({ name, numbers }) => [name, numbers]))
  const results = await runner.run(
    (input) => tensorOver(input, numbersOf.get(input.name) ?? new Float32Array()),
    () => null,
  )
  const tensors = new Map(values.map(({ name }) => [name, given(results, copyOf(name))]))
  return {
    tensors,
    close: async () => {
      for (const tensor of tensors.values()) tensor.dispose()
      await runner.close()
    },
  }
}

/**
 * Keeps tensors on a GPU. A step gives new ones, whose number never grows: each replaces an old one, which is freed.
 * @param device a GPU
 */
export async function keepOnGpu(device: Device, tensors: readonly TensorToKeep[]): Promise<KeptTensors> {
  const { tensors: present, close } = await upload(device, tensors)
  const movedBy = new Map(tensors.map(({ name }) => [movedNames.beside(name), name]))
  const dimsOf = new Map(tensors.map(({ name, dims }) => [name, dims]))
  const reader = createReader(device, dimsOf)
  const put = (name: string, fresh: Tensor): void => {
    present.get(name)?.dispose()
    present.set(name, fresh)
  }
  return {
    feed: ({ name }) => present.get(name),
    fetch: () => null,
    advance: (results) => {
      for (const [output, tensor] of Object.entries(results)) {
        const name = movedBy.get(output)
        if (name === undefined) throw new RangeError(`A step gave '${output}', which nothing would free.`)
        put(name, tensor)
      }
    },
    read: (names) => reader.read(names, (name) => given(Object.fromEntries(present), name)),
    replace: (name, numbers) => put(name, tensorOver({ dims: dimsOf.get(name) ?? [] }, numbers)),
    close: async () => {
      await close()
      await reader.close()
    },
  }
}

/** Copies tensors from a GPU, by one graph for each set of them. */
interface Reader {
  read(names: readonly string[], tensorNamed: (name: string) => Tensor): Promise<Map<string, Float32Array>>
  close(): Promise<void>
}

function createReader(device: Device, dimsOf: ReadonlyMap<string, readonly number[]>): Reader {
  const opened = new Map<string, Promise<GraphRunner>>()
  const open = (names: readonly string[]): Promise<GraphRunner> => {
    const values = names.map((name): Declared => ({ name, dims: dimsOf.get(name) ?? [], elementType: 'float32' }))
    return openGraph(copyGraph(values), { device, isSmall: true, outputsStay: false })
  }
  return {
    read: async (names, tensorNamed) => {
      const key = names.join('\n')
      const opening = opened.get(key) ?? open(names)
      opened.set(key, opening)
      const runner = await opening
      const results = await runner.run(
        ({ name }) => tensorNamed(name),
        () => null,
      )
      return new Map(names.map((name) => [name, floatsOf(results, copyOf(name))]))
    },
    close: async () => {
      for (const runner of opened.values()) await (await runner).close()
    },
  }
}

interface Declared extends Pick<NumbersToUpload, 'name' | 'dims'> {
  readonly elementType: ElementType
}

/** Gives every input out again. */
function copyGraph(values: readonly Declared[]): Graph {
  const graph = createGraphBuilder()
  for (const { name, dims, elementType } of values) graph.output(copyOf(name), graph.input(name, dims, elementType), dims, elementType)
  return graph.build('copy')
}

function copyOf(name: string): string {
  return `copy of ${name}`
}

function given(tensors: Results, name: string): Tensor {
  const tensor = tensors[name]
  if (tensor === undefined) throw new RangeError(`There is no tensor '${name}' on the GPU.`)
  return tensor
}
