import { requireAiffFormat, withBlocksThatExist } from './aiff-format'
import { ascii, bigEndian32, littleEndian32 } from './bytes'
import { failHeader } from './stream-format'
import { requireWavFormat } from './wav-format'

/** Reads bytes of a file: fewer than asked for where it ends. */
export type ReadAt = (position: number, length: number) => Promise<Uint8Array>

/** Where a WAV or AIFF file keeps its samples, and a short header that says the same. */
export interface SampleContainer {
  /** Where the samples begin. */
  readonly start: number
  /** Where they end by the file's own word; null when a recorder that cannot seek back left no size. */
  readonly declaredEnd: number | null
  /** A header with nothing but the format, to be decoded before the samples. */
  readonly header: Uint8Array
}

interface Chunk {
  readonly name: string
  readonly start: number
  readonly size: number
}

/** What WAV (RIFF) and AIFF (IFF) write differently. */
const kinds = {
  wav: { formatChunk: 'fmt ', samplesChunk: 'data', littleEndian: true },
  aiff: { formatChunk: 'COMM', samplesChunk: 'SSND', littleEndian: false },
} as const
type ContainerKind = keyof typeof kinds

/** The most chunks that are read, more than any recorder writes: a file of countless empty chunks would take hours. */
const mostChunks = 1000
/** The longest format chunk that has a meaning: MS ADPCM with all its coefficients. */
const mostFormatBytes = 4096
/** Sizes from here on mean that the recorder did not know. */
const unknownSize = 0xffff_ff00
const sampleOffsetBytes = 8

/** The file that is looked through. */
interface ContainerFile {
  readonly path: string
  readonly sizeBytes: number
  readonly read: ReadAt
  /** Where the container begins, after any ID3 tag. */
  readonly start: number
}

/**
 * Finds format and samples of a WAV or AIFF file by its chunks, and checks the format before anything is decoded.
 * @throws Failure `file-invalid` or `unsupported` that names what is wrong
 */
export async function readContainer(kind: ContainerKind, file: ContainerFile): Promise<SampleContainer> {
  const { path, read } = file
  const { formatChunk, samplesChunk } = kinds[kind]
  const { format, samples } = await findChunks(kind, file)
  if (!format) failHeader(path, `it has no format (no chunk '${formatChunk.trim()}')`)
  if (!samples) failHeader(path, `it has no samples (no chunk '${samplesChunk}')`)
  const body = await read(format.start, Math.min(format.size, mostFormatBytes))
  const declaredEnd = samples.size === 0 || samples.size >= unknownSize ? null : samples.start + samples.size
  if (kind === 'aiff') return readAiff(file, body, samples.start, declaredEnd)
  requireWavFormat(path, body)
  return { start: samples.start, declaredEnd, header: headerOf(kind, 'WAVE', body, new Uint8Array()) }
}

async function readAiff(file: ContainerFile, body: Uint8Array, chunkStart: number, declaredEnd: number | null): Promise<SampleContainer> {
  const form = ascii(await file.read(file.start + 8, 4), 0, 4)
  requireAiffFormat(file.path, form, body)
  const offset = bigEndian32(await file.read(chunkStart, sampleOffsetBytes), 0)
  const start = chunkStart + sampleOffsetBytes + (Number.isNaN(offset) ? 0 : offset)
  const bytes = Math.max(0, Math.min(declaredEnd ?? file.sizeBytes, file.sizeBytes) - start)
  const header = headerOf('aiff', form, withBlocksThatExist(form, body, bytes), new Uint8Array(sampleOffsetBytes))
  return { start, declaredEnd, header }
}

async function findChunks(kind: ContainerKind, { read, start }: ContainerFile): Promise<{ format?: Chunk; samples?: Chunk }> {
  const { formatChunk, samplesChunk, littleEndian } = kinds[kind]
  const found: { format?: Chunk; samples?: Chunk } = {}
  let position = start + 12
  for (let count = 0; count < mostChunks; count += 1) {
    const head = await read(position, 8)
    if (head.length < 8) break
    const size = littleEndian ? littleEndian32(head, 4) : bigEndian32(head, 4)
    const chunk = { name: ascii(head, 0, 4), start: position + 8, size }
    if (chunk.name === formatChunk) found.format ??= chunk
    if (chunk.name === samplesChunk) found.samples ??= chunk
    if (found.format && found.samples) break
    position = chunk.start + size + (size % 2)
  }
  return found
}

/** A file head of format and samples of unknown size, which last to the end of what is decoded. */
function headerOf(kind: ContainerKind, form: string, format: Uint8Array, samplesHead: Uint8Array): Uint8Array {
  const { formatChunk, samplesChunk, littleEndian } = kinds[kind]
  const bytes = new Uint8Array(12 + 8 + format.length + (format.length % 2) + 8 + samplesHead.length)
  const view = new DataView(bytes.buffer)
  const write = (name: string, size: number, offset: number): void => {
    bytes.set(new TextEncoder().encode(name), offset)
    view.setUint32(offset + 4, size, littleEndian)
  }
  write(kind === 'wav' ? 'RIFF' : 'FORM', 0xffff_ffff, 0)
  bytes.set(new TextEncoder().encode(form), 8)
  write(formatChunk, format.length + (format.length % 2), 12)
  bytes.set(format, 20)
  write(samplesChunk, 0xffff_ffff, bytes.length - samplesHead.length - 8)
  bytes.set(samplesHead, bytes.length - samplesHead.length)
  return bytes
}
