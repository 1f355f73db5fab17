import type { FileHandle } from 'node:fs/promises'
import { fail } from '@shared/domain/failure'
import { detectFormat, id3Length } from './audio-format'
import type { AudioFormat } from './audio-format'
import { ascii } from './bytes'
import { declaredEnd, endsWithinOggPage } from './declared-end'
import { openRegularFile } from '../files/regular-file'
import { readContainer, type ReadAt } from './sample-container'
import { declaredStreamFormat, requirePlausible } from './stream-format'

const headBytes = 128 * 1024
// The longest Ogg page has 65,307 bytes.
const tailBytes = 128 * 1024
const chunkBytes = 256 * 1024
/** A file that lacks more than this share of its declared bytes or samples is refused. */
const truncationTolerance = 0.02

/** What is known of a file before anything is decoded. */
export interface AudioFileInfo {
  readonly path: string
  readonly format: AudioFormat
  readonly sizeBytes: number
  /** A header that is to be decoded before the bytes of the file; empty for formats whose own begins them. */
  readonly header: Uint8Array
  /** Where the bytes to be decoded begin: after any ID3 tag; in WAV and AIFF the first sample. */
  readonly audioStart: number
  /** Where the bytes to be decoded end. */
  readonly audioEnd: number
  /** First bytes of the audio, its header in front. */
  readonly head: Uint8Array
}

/**
 * Looks at an audio file's header and last bytes.
 * @throws Failure 'file-invalid' when it is empty, no audio, shorter than it says, no regular file, or its header says what no recording
 *   has; 'file-missing' and 'permission-denied' by the system
 */
export async function inspectAudioFile(path: string): Promise<AudioFileInfo> {
  const handle = await openRegularFile(path)
  try {
    const { size } = await handle.stat()
    if (size === 0) fail('file-invalid', `'${path}' is empty (0 bytes).`, copyAgain)
    return await inspect(path, (position, length) => readAt(handle, position, length), size)
  } finally {
    await handle.close()
  }
}

/** Reads a range of a file piece by piece. */
export async function* readChunks(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  const handle = await openRegularFile(path)
  try {
    for (let position = start; position < end; position += chunkBytes) {
      const chunk = await readAt(handle, position, Math.min(chunkBytes, end - position))
      if (chunk.length > 0) yield chunk
    }
  } finally {
    await handle.close()
  }
}

async function inspect(path: string, read: ReadAt, sizeBytes: number): Promise<AudioFileInfo> {
  const start = await skipId3(read)
  const head = await read(start, headBytes)
  const format = detectFormat(head)
  if (format === null) {
    fail(
      'file-invalid',
      `'${path}' holds no audio that Circumplex knows.`,
      'Check that the file plays elsewhere; its name may carry the wrong ending.',
    )
  }
  if (format === 'wav' || format === 'aiff') {
    const { header, ...container } = await readContainer(format, { path, sizeBytes, read, start })
    const end = container.declaredEnd ?? sizeBytes
    rejectMissing(path, sizeBytes - container.start, end - container.start, 'bytes')
    // Chunks after the samples would be decoded as samples.
    return { path, format, sizeBytes, header, audioStart: container.start, audioEnd: Math.min(end, sizeBytes), head: header }
  }
  const stream = declaredStreamFormat(format, head)
  if (stream) requirePlausible(path, stream)
  rejectMissing(path, sizeBytes - start, (declaredEnd(format, { head, headStart: start }) ?? sizeBytes) - start, 'bytes')
  if (ascii(head, 0, 4) === 'OggS' && endsWithinOggPage(await read(Math.max(0, sizeBytes - tailBytes), tailBytes))) {
    fail('file-invalid', `'${path}' is truncated: it breaks off in the middle of a page.`, copyAgain)
  }
  return { path, format, sizeBytes, header: new Uint8Array(), audioStart: start, audioEnd: sizeBytes, head }
}

/**
 * Refuses a file of which too much is missing.
 * @param there what is there of it
 * @param declared what should be there by the file's own word
 * @param unit bytes or samples, for the message
 */
export function rejectMissing(path: string, there: number, declared: number, unit: 'bytes' | 'samples'): void {
  const missingShare = declared > 0 ? (declared - there) / declared : 0
  if (missingShare <= truncationTolerance) return
  const percent = Math.round(missingShare * 100)
  const defect = unit === 'bytes' ? 'truncated' : 'truncated or damaged'
  fail('file-invalid', `'${path}' is ${defect}: ${percent} % of its ${unit} are missing.`, copyAgain)
}

const copyAgain = 'Copy the file again from its source.'

async function skipId3(read: ReadAt): Promise<number> {
  let start = 0
  for (;;) {
    const length = id3Length(await read(start, 10))
    if (length === 0) return start
    start += length
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  const { bytesRead } = await handle.read(bytes, 0, length, position)
  return bytes.subarray(0, bytesRead)
}
