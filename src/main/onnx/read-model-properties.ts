import { fail } from '@shared/domain/failure'

const textDecoder = new TextDecoder('utf-8', { fatal: true })

/** One field of a protobuf message; `bytes` is empty unless it is length-delimited. */
interface Field {
  readonly fieldNumber: number
  readonly bytes: Uint8Array
}

/**
 * Reads a model's own metadata (`metadata_props`) without loading its graph.
 * @param model the bytes of an ONNX file
 * @throws Failure 'file-invalid' when the bytes are no ONNX model
 */
export function readModelProperties(model: Uint8Array): Record<string, string> {
  try {
    const fields = [...readFields(model)]
    if (!fields.some((field) => field.fieldNumber === 7)) throw new RangeError('it holds no graph')
    return Object.fromEntries(fields.filter((field) => field.fieldNumber === 14).map((field) => readProperty(field.bytes)))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    fail('file-invalid', `This is no ONNX model: ${reason}.`, 'Choose a model.onnx that Circumplex exported.')
  }
}

function readProperty(message: Uint8Array): [string, string] {
  const texts = new Map([...readFields(message)].map((field) => [field.fieldNumber, textDecoder.decode(field.bytes)]))
  return [texts.get(1) ?? '', texts.get(2) ?? '']
}

function* readFields(message: Uint8Array): Generator<Field> {
  let offset = 0
  const readVarint = (): number => {
    let [value, scale] = [0, 1]
    for (let count = 0; count < 10; count += 1) {
      const byte = message[offset]
      if (byte === undefined) throw new RangeError('it ends too early')
      offset += 1
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
    }
    throw new RangeError('it holds a number that is too long')
  }
  const readBytes = (length: number): Uint8Array => {
    if (offset + length > message.length) throw new RangeError('it ends too early')
    offset += length
    return message.subarray(offset - length, offset)
  }
  while (offset < message.length) {
    const tag = readVarint()
    const [fieldNumber, wireType] = [Math.floor(tag / 8), tag % 8]
    if (fieldNumber === 0) throw new RangeError('it holds a field without a number')
    yield { fieldNumber, bytes: readValue(wireType, readVarint, readBytes) }
  }
}

function readValue(wireType: number, readVarint: () => number, readBytes: (length: number) => Uint8Array): Uint8Array {
  switch (wireType) {
    case 0:
      readVarint()
      return new Uint8Array()
    case 1:
      return readBytes(8)
    case 2:
      return readBytes(readVarint())
    case 5:
      return readBytes(4)
    default:
      throw new RangeError(`it holds a field of unknown kind ${wireType}`)
  }
}
