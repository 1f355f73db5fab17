import { isMonoMpeg, mpegFrameOffset } from './audio-format'
import type { AudioFormat } from './audio-format'
import { ascii, bigEndian32 } from './bytes'

/** The part of a file from which its declared length follows. */
export interface FileHead {
  /** First bytes after any ID3 tag. */
  readonly head: Uint8Array
  /** Where `head` begins in the file. */
  readonly headStart: number
}

/**
 * Where the audio of a file ends by its own word: beyond the file's size when it was cut off.
 * @returns an offset in bytes from the file's beginning; null when the format does not say, or says it elsewhere (WAV, AIFF)
 */
export function declaredEnd(format: AudioFormat, file: FileHead): number | null {
  const end = declaredEndInHead(format, file.head)
  return end === null ? null : file.headStart + end
}

/**
 * Whether an Ogg file breaks off within a page, as one does that was cut anywhere.
 * @param tail the file's last bytes, at least 65,307 (the longest page) unless the file is shorter
 */
export function endsWithinOggPage(tail: Uint8Array): boolean {
  for (let offset = tail.length - 4; offset >= 0; offset -= 1) {
    if (ascii(tail, offset, 4) !== 'OggS' || (tail[offset + 4] ?? 0) !== 0) continue
    const segments = tail[offset + 26]
    if (segments === undefined || offset + 27 + segments > tail.length) return true
    const body = tail.subarray(offset + 27, offset + 27 + segments).reduce((sum, length) => sum + length, 0)
    return offset + 27 + segments + body > tail.length
  }
  return true
}

function declaredEndInHead(format: AudioFormat, head: Uint8Array): number | null {
  switch (format) {
    case 'mp3':
      return xingEnd(head)
    case 'm4a':
      return boxEnd(head)
    default:
      return null
  }
}

/** End by the count of bytes in the Xing or Info tag that encoders put into the first frame. */
function xingEnd(head: Uint8Array): number | null {
  const frame = mpegFrameOffset(head)
  if (frame === null) return null
  const [isVersion1, isMono] = [((head[frame + 1] ?? 0) & 0x08) !== 0, isMonoMpeg(head)]
  const tag = frame + 4 + (isVersion1 ? (isMono ? 17 : 32) : isMono ? 9 : 17)
  if (!['Xing', 'Info'].includes(ascii(head, tag, 4))) return null
  const flags = bigEndian32(head, tag + 4)
  if ((flags & 2) === 0) return null
  const bytes = bigEndian32(head, tag + 8 + ((flags & 1) === 0 ? 0 : 4))
  return Number.isNaN(bytes) || bytes === 0 ? null : frame + bytes
}

/** End of the last box of an MP4 file that begins in its head. */
function boxEnd(head: Uint8Array): number | null {
  let offset = 0
  while (offset + 16 <= head.length) {
    const size = bigEndian32(head, offset)
    if (size === 0) return null
    const length = size === 1 ? bigEndian32(head, offset + 8) * 2 ** 32 + bigEndian32(head, offset + 12) : size
    if (length < 8) return null
    offset += length
  }
  return offset
}
