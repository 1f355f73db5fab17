/** A protobuf field or message as pieces still to be joined, so that large arrays are copied once only. */
export interface Encoded {
  readonly pieces: readonly Uint8Array[]
  readonly byteLength: number
}

const wireTypes = { varint: 0, lengthDelimited: 2, fixed32: 5 } as const
const textEncoder = new TextEncoder()

/**
 * A whole-number field (int32, int64, enum, bool); negative numbers take ten bytes, as protobuf wants.
 * @param fieldNumber the field's number in the schema
 * @param value a whole number that fits 64 bits
 */
export function varintField(fieldNumber: number, value: number | bigint): Encoded {
  return fromBytes([...varint(tag(fieldNumber, wireTypes.varint)), ...varint(BigInt(value))])
}

/**
 * A 32-bit float field.
 * @param fieldNumber the field's number in the schema
 * @param value any number; rounded to 32 bits
 */
export function floatField(fieldNumber: number, value: number): Encoded {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return joinMessages([fromBytes(varint(tag(fieldNumber, wireTypes.fixed32))), fromBytes(bytes)])
}

/** Many 32-bit floats as one field. @param values rounded to 32 bits */
export function packedFloats(fieldNumber: number, values: readonly number[]): Encoded {
  const bytes = new Uint8Array(4 * values.length)
  const view = new DataView(bytes.buffer)
  values.forEach((value, index) => view.setFloat32(4 * index, value, true))
  return bytesField(fieldNumber, bytes)
}

/** Many whole numbers as one field. */
export function packedVarints(fieldNumber: number, values: readonly number[]): Encoded {
  return bytesField(fieldNumber, Uint8Array.from(values.flatMap((value) => (value >= 0 && value < 0x80 ? value : varint(BigInt(value))))))
}

/**
 * A field of raw bytes; the array is kept by reference until `toBytes`.
 * @param fieldNumber the field's number in the schema
 */
export function bytesField(fieldNumber: number, bytes: Uint8Array): Encoded {
  return messageField(fieldNumber, { pieces: [bytes], byteLength: bytes.byteLength })
}

/**
 * A UTF-8 text field.
 * @param fieldNumber the field's number in the schema
 */
export function stringField(fieldNumber: number, text: string): Encoded {
  return bytesField(fieldNumber, textEncoder.encode(text))
}

/**
 * A nested message: its length, then its fields.
 * @param fieldNumber the field's number in the schema
 * @param message the nested message's fields, joined by `joinMessages`
 */
export function messageField(fieldNumber: number, message: Encoded): Encoded {
  const prefix = [...varint(tag(fieldNumber, wireTypes.lengthDelimited)), ...varint(BigInt(message.byteLength))]
  return joinMessages([fromBytes(prefix), message])
}

/** Puts fields behind one another into one message. */
export function joinMessages(fields: readonly Encoded[]): Encoded {
  return {
    pieces: fields.flatMap((field) => field.pieces),
    byteLength: fields.reduce((sum, field) => sum + field.byteLength, 0),
  }
}

/** Joins all pieces into one array. */
export function toBytes(message: Encoded): Uint8Array {
  const bytes = new Uint8Array(message.byteLength)
  let offset = 0
  for (const piece of message.pieces) {
    bytes.set(piece, offset)
    offset += piece.byteLength
  }
  return bytes
}

function tag(fieldNumber: number, wireType: number): bigint {
  return BigInt(fieldNumber * 8 + wireType)
}

function varint(value: bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return bytes
}

function fromBytes(bytes: ArrayLike<number>): Encoded {
  return { pieces: [Uint8Array.from(bytes)], byteLength: bytes.length }
}
