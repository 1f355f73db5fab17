import { fail } from '@shared/domain/failure'
import type { ElementType, Initializer } from './graph'

/** Numbers of the element types in ONNX's TensorProto.DataType. */
export const tensorDataTypes: Readonly<Record<ElementType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 }

/**
 * The raw little-endian bytes of a constant tensor, as `raw_data` wants them.
 * @throws Failure 'internal' when the data are not as many as the dimensions say, or no whole numbers where they must be
 */
export function encodeTensorData(tensor: Initializer): Uint8Array {
  const wanted = tensor.dims.reduce((product, dim) => product * dim, 1)
  if (tensor.data.length !== wanted) {
    fail(
      'internal',
      `The constant '${tensor.name}' has ${tensor.data.length} numbers where its shape [${tensor.dims.join(', ')}] wants ${wanted}.`,
      reportHint,
    )
  }
  const array = toTypedArray(tensor)
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

const reportHint = 'Copy diagnostics from the Help menu and report this.'

function toTypedArray(tensor: Initializer): Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array {
  const { data, elementType } = tensor
  switch (elementType) {
    case 'float32':
      return data instanceof Float32Array ? data : Float32Array.from(data)
    case 'float64':
      return data instanceof Float64Array ? data : Float64Array.from(data)
    case 'int64':
      return BigInt64Array.from(wholeNumbers(tensor), BigInt)
    case 'int32':
      return data instanceof Int32Array ? data : Int32Array.from(wholeNumbers(tensor))
    case 'bool':
      return Uint8Array.from(data, (value) => (value === 0 ? 0 : 1))
  }
}

function wholeNumbers(tensor: Initializer): number[] {
  const numbers = Array.from(tensor.data)
  const wrong = numbers.find((value) => !Number.isSafeInteger(value))
  if (wrong !== undefined) fail('internal', `The constant '${tensor.name}' holds ${wrong} where a whole number is wanted.`, reportHint)
  return numbers
}
