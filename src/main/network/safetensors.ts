import { z } from 'zod'
import { fail } from '@shared/domain/failure'
import type { Weights, WeightTensor } from './weights'

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
})
const headerSchema = z.record(z.string(), z.unknown())
const metadataSchema = z.record(z.string(), z.string())
const lengthBytes = 8

/** What a safetensors file holds. */
export interface SafetensorsFile {
  readonly weights: Weights
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * Writes weights in the safetensors format: 8 bytes of header length, a JSON header, then the tensors' bytes (little endian).
 * @param weights tensors of 32-bit floats
 * @param metadata words to keep beside them
 */
export function encodeSafetensors(weights: Weights, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata }
  let offset = 0
  for (const [name, { dims, data }] of weights) {
    header[name] = { dtype: 'F32', shape: dims, data_offsets: [offset, offset + data.byteLength] }
    offset += data.byteLength
  }
  const json = Buffer.from(JSON.stringify(header))
  const headerLength = Math.ceil(json.length / 8) * 8
  const file = Buffer.alloc(lengthBytes + headerLength + offset, ' ')
  file.writeBigUInt64LE(BigInt(headerLength))
  json.copy(file, lengthBytes)
  let position = lengthBytes + headerLength
  for (const { data } of weights.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position)
    position += data.byteLength
  }
  return file
}

/**
 * Reads a safetensors file of 32-bit floats.
 * @param bytes the whole file
 * @param source its name for messages
 * @throws Failure `file-invalid` when the file is cut short or its header does not fit its data; `unsupported` for other number types
 */
export function decodeSafetensors(bytes: Uint8Array, source: string): SafetensorsFile {
  const invalid = (why: string): never =>
    fail('file-invalid', `${source} is no sound safetensors file: ${why}.`, 'Take an earlier copy of the file, or train again.')
  if (bytes.byteLength < lengthBytes) return invalid('it is shorter than its header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerLength = Number(view.getBigUint64(0, true))
  if (headerLength > bytes.byteLength - lengthBytes) return invalid('its header is cut short')
  const { __metadata__: metadata, ...entries } = parseHeader(bytes.subarray(lengthBytes, lengthBytes + headerLength), invalid)
  const body = bytes.subarray(lengthBytes + headerLength)
  const weights = new Map(Object.entries(entries).map(([name, entry]) => [name, readTensor(name, entry, body, source, invalid)]))
  const known = metadataSchema.safeParse(metadata ?? {})
  return { weights, metadata: known.success ? known.data : {} }
}

type Refusal = (why: string) => never

function parseHeader(bytes: Uint8Array, invalid: Refusal): Record<string, unknown> {
  try {
    return headerSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return invalid('its header is no JSON object')
  }
}

function readTensor(name: string, entry: unknown, body: Uint8Array, source: string, invalid: Refusal): WeightTensor {
  const parsed = entrySchema.safeParse(entry)
  if (!parsed.success) return invalid(`the entry of ${name} is incomplete`)
  const {
    dtype,
    shape,
    data_offsets: [begin, end],
  } = parsed.data
  if (dtype !== 'F32') return fail('unsupported', `${source}: the tensor ${name} is ${dtype}.`, 'Only 32-bit floats (F32) are read.')
  const size = shape.reduce((product, dimension) => product * dimension, 1)
  if (end > body.byteLength || end - begin !== size * Float32Array.BYTES_PER_ELEMENT)
    return invalid(`the data of ${name} does not fit its shape`)
  return { dims: shape, data: new Float32Array(new Uint8Array(body.subarray(begin, end)).buffer) }
}
