import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { DeviceKind } from '@shared/domain/device'
import { fail } from '@shared/domain/failure'

/** Numbers of a tensor as onnxruntime holds them; bool is one byte an element. */
interface TensorArrays {
  readonly float32: Float32Array
  readonly float64: Float64Array
  readonly int32: Int32Array
  readonly int64: BigInt64Array
  readonly bool: Uint8Array
}

/** A tensor as a plain value; `data` is row-major and holds the product of `dims` elements. */
export type TensorValue = {
  [Type in keyof TensorArrays]: { readonly elementType: Type; readonly dims: readonly number[]; readonly data: TensorArrays[Type] }
}[keyof TensorArrays]

/** Where and how a graph runs. */
export interface SessionOptions {
  /** Threads of one operator; left out, one for each physical core. One thread repeats bit for bit. */
  readonly threads?: number
  /** Devices to try, best first; left out, the CPU. */
  readonly devices?: readonly DeviceKind[]
}

/** A loaded graph; whoever opens it disposes of it. */
export interface Session {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  /**
   * Runs the graph; blocks its thread meanwhile.
   * @param feeds one tensor for each input
   * @returns one tensor for each output
   */
  run(feeds: Readonly<Record<string, TensorValue>>): Promise<Record<string, TensorValue>>
  dispose(): Promise<void>
}

/**
 * Loads an ONNX graph into onnxruntime.
 * @param model the bytes of an ONNX file, or its path
 * @throws Failure 'file-invalid' when onnxruntime refuses the model
 */
export async function openSession(model: Uint8Array | string, options: SessionOptions = {}): Promise<Session> {
  const session = await load(model, {
    executionProviders: [...(options.devices ?? ['cpu'])],
    logSeverityLevel: 3,
    ...(options.threads === undefined ? {} : { intraOpNumThreads: options.threads, interOpNumThreads: 1 }),
  })
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    run: async (feeds) => {
      const tensors = Object.entries(feeds).map(([name, value]): [string, Tensor] => [name, toTensor(value)])
      const outputs = await session.run(Object.fromEntries(tensors))
      return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, fromTensor(name, tensor)]))
    },
    dispose: () => session.release(),
  }
}

/**
 * The float32 numbers of one output.
 * @param outputs what `Session.run` returned
 * @throws Failure 'internal' when there is no such output or it is of another type
 */
export function float32Output(outputs: Readonly<Record<string, TensorValue>>, name: string): Float32Array {
  const output = outputs[name]
  if (output?.elementType !== 'float32') {
    fail('internal', `The graph gave no float32 output '${name}'.`, 'Copy diagnostics from the Help menu and report this.')
  }
  return output.data
}

async function load(model: Uint8Array | string, options: InferenceSession.SessionOptions): Promise<InferenceSession> {
  try {
    return typeof model === 'string' ? await InferenceSession.create(model, options) : await InferenceSession.create(model, options)
  } catch (error) {
    const name = typeof model === 'string' ? `'${model}'` : 'the graph'
    const reason = error instanceof Error ? error.message : String(error)
    fail('file-invalid', `onnxruntime cannot load ${name}: ${reason}`, 'Choose a model.onnx that Circumplex exported.')
  }
}

function toTensor(value: TensorValue): Tensor {
  return new Tensor(value.elementType, value.data, value.dims)
}

function fromTensor(name: string, tensor: InferenceSession.OnnxValueMapType[string]): TensorValue {
  const { type, dims, data } = tensor
  if (type === 'float32' && data instanceof Float32Array) return { elementType: type, dims, data }
  if (type === 'float64' && data instanceof Float64Array) return { elementType: type, dims, data }
  if (type === 'int32' && data instanceof Int32Array) return { elementType: type, dims, data }
  if (type === 'int64' && data instanceof BigInt64Array) return { elementType: type, dims, data }
  if (type === 'bool' && data instanceof Uint8Array) return { elementType: type, dims, data }
  fail(
    'unsupported',
    `The output '${name}' has the element type ${type}, which Circumplex does not read.`,
    'Choose a model that Circumplex exported.',
  )
}
