/** What the COMM chunk of an AIFF file says; each value may be wrong on purpose. */
export interface AiffHeader {
  readonly channels: number
  readonly frames: number
  readonly bits: number
  readonly sampleRate: number
  /** Four letters; the file is AIFF-C when they are given. */
  readonly codec?: string
}

/** An AIFF file with any header in front of any bytes. */
export function aiffFile({ channels, frames, bits, sampleRate, codec }: AiffHeader, data: Uint8Array): Uint8Array {
  const common = Buffer.alloc(18)
  common.writeUInt16BE(channels, 0)
  common.writeUInt32BE(frames, 2)
  common.writeUInt16BE(bits, 6)
  common.set(extendedFloat(sampleRate), 8)
  const compression = codec === undefined ? [] : [Buffer.from(`${codec}\0\0`, 'latin1')]
  const form = Buffer.from(codec === undefined ? 'AIFF' : 'AIFC', 'latin1')
  const samples = chunk('SSND', Buffer.concat([Buffer.alloc(8), data]))
  return new Uint8Array(chunk('FORM', Buffer.concat([form, chunk('COMM', Buffer.concat([common, ...compression])), samples])))
}

function chunk(name: string, body: Uint8Array): Buffer {
  const head = Buffer.from(`${name}....`, 'latin1')
  head.writeUInt32BE(body.length, 4)
  return Buffer.concat([head, body])
}

/** A whole number as a float of 80 bits. */
function extendedFloat(value: number): Uint8Array {
  const bytes = Buffer.alloc(10)
  if (value === 0) return bytes
  const exponent = Math.floor(Math.log2(value))
  bytes.writeUInt16BE(exponent + 16_383, 0)
  bytes.writeBigUInt64BE(BigInt(value) << BigInt(63 - exponent), 2)
  return bytes
}
