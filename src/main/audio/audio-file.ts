import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { fail } from '@shared/domain/failure'
import { detectFormat, id3Length } from './audio-format'
import type { AudioFormat } from './audio-format'
import { ascii } from './bytes'
import { declaredEnd, endsWithinOggPage } from './declared-end'

const headBytes = 128 * 1024
// The longest Ogg page has 65,307 bytes.
const tailBytes = 128 * 1024
const chunkBytes = 256 * 1024
/** A file that lacks more than this share of its declared bytes or samples is refused. */
const truncationTolerance = 0.02

/** What a file's bytes tell before anything is decoded. */
export interface AudioFileInfo {
  readonly path: string
  readonly format: AudioFormat
  readonly sizeBytes: number
  /** Where the audio begins, after any ID3 tag. */
  readonly audioStart: number
  /** Where the bytes to be decoded end. */
  readonly audioEnd: number
  /** First bytes of the audio. */
  readonly head: Uint8Array
}

/**
 * Looks at an audio file's first and last bytes.
 * @throws Failure 'file-invalid' when it is empty, no audio, or shorter than it says; 'file-missing' and 'permission-denied' by the system
 */
export async function inspectAudioFile(path: string): Promise<AudioFileInfo> {
  const handle = await open(path, 'r')
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) fail('invalid-argument', `'${path}' is no file.`, 'Choose an audio file.')
    if (stat.size === 0) fail('file-invalid', `'${path}' is empty (0 bytes).`, copyAgain)
    return await inspect(path, handle, stat.size)
  } finally {
    await handle.close()
  }
}

/** Reads a range of a file piece by piece. */
export async function* readChunks(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    for (let position = start; position < end; position += chunkBytes) {
      const chunk = await readAt(handle, position, Math.min(chunkBytes, end - position))
      if (chunk.length > 0) yield chunk
    }
  } finally {
    await handle.close()
  }
}

async function inspect(path: string, handle: FileHandle, sizeBytes: number): Promise<AudioFileInfo> {
  const audioStart = await skipId3(handle)
  const head = await readAt(handle, audioStart, headBytes)
  const format = detectFormat(head)
  if (format === null) {
    fail(
      'file-invalid',
      `'${path}' holds no audio that Circumplex knows.`,
      'Check that the file plays elsewhere; its name may carry the wrong ending.',
    )
  }
  const end = declaredEnd(format, { head, headStart: audioStart }) ?? sizeBytes
  rejectMissing(path, sizeBytes - audioStart, end - audioStart, 'bytes')
  if (ascii(head, 0, 4) === 'OggS' && endsWithinOggPage(await readAt(handle, Math.max(0, sizeBytes - tailBytes), tailBytes))) {
    fail('file-invalid', `'${path}' is truncated: it breaks off in the middle of a page.`, copyAgain)
  }
  // Chunks after the samples would be decoded as samples; other formats mark their frames themselves.
  const audioEnd = format === 'wav' || format === 'aiff' ? Math.min(end, sizeBytes) : sizeBytes
  return { path, format, sizeBytes, audioStart, audioEnd, head }
}

/**
 * Refuses a file of which too much is missing.
 * @param there what is there of it
 * @param declared what should be there by the file's own word
 * @param unit bytes or samples, for the message
 */
export function rejectMissing(path: string, there: number, declared: number, unit: 'bytes' | 'samples'): void {
  const missingShare = (declared - there) / declared
  if (missingShare <= truncationTolerance) return
  const percent = Math.round(missingShare * 100)
  const defect = unit === 'bytes' ? 'truncated' : 'truncated or damaged'
  fail('file-invalid', `'${path}' is ${defect}: ${percent} % of its ${unit} are missing.`, copyAgain)
}

const copyAgain = 'Copy the file again from its source.'

async function skipId3(handle: FileHandle): Promise<number> {
  let start = 0
  for (;;) {
    const length = id3Length(await readAt(handle, start, 10))
    if (length === 0) return start
    start += length
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  const { bytesRead } = await handle.read(bytes, 0, length, position)
  return bytes.subarray(0, bytesRead)
}
