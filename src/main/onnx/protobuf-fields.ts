/** One field of a protobuf message. */
export interface ProtobufField {
  readonly fieldNumber: number
  /** Its content; empty unless it is length-delimited. */
  readonly bytes: Uint8Array
  /** A whole number's value, exact up to 2⁵³; 0 for fields of other kinds. */
  readonly value: number
  /** The whole field as it stands in the message: tag, length, content. */
  readonly raw: Uint8Array
}

/**
 * The fields of a message in their order; views of its bytes, not copies.
 * @throws RangeError for bytes that are no message
 */
export function* readFields(message: Uint8Array): Generator<ProtobufField> {
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
    const start = offset
    const tag = readVarint()
    const [fieldNumber, wireType] = [Math.floor(tag / 8), tag % 8]
    if (fieldNumber === 0) throw new RangeError('it holds a field without a number')
    const value = wireType === 0 ? readVarint() : 0
    const bytes = wireType === 0 ? new Uint8Array() : readValue(wireType, readVarint, readBytes)
    yield { fieldNumber, bytes, value, raw: message.subarray(start, offset) }
  }
}

function readValue(wireType: number, readVarint: () => number, readBytes: (length: number) => Uint8Array): Uint8Array {
  switch (wireType) {
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
