import { ascii, matches } from './bytes'

/** Formats that we decode ourselves. */
export const decodedFormats = ['mp3', 'flac', 'vorbis', 'opus', 'wav', 'aiff'] as const
/** Formats that the system's ffmpeg decodes. */
type FfmpegFormat = 'm4a' | 'aac' | 'wma' | 'other'
export type DecodedFormat = (typeof decodedFormats)[number]
export type AudioFormat = DecodedFormat | FfmpegFormat

/** Endings of file names that may hold audio; files of other names are passed over. */
export const audioExtensions: readonly string[] = [
  ...['.mp3', '.mp2', '.mpga', '.flac', '.fla', '.ogg', '.oga', '.opus', '.wav', '.wave', '.aif', '.aiff', '.aifc'],
  ...['.m4a', '.m4b', '.mp4', '.aac', '.wma', '.asf', '.ape', '.wv', '.mpc', '.mka', '.webm', '.ac3', '.caf', '.w64', '.spx', '.tta'],
]

const asfSignature = [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]
const matroskaSignature = [0x1a, 0x45, 0xdf, 0xa3]
const otherSignatures = ['wvpk', 'MAC ', 'MPCK', 'MP+', 'TTA1', 'caff', 'riff', 'RF64', '.snd']

/**
 * Recognises the format of a file by its content; the name does not count.
 * @param head the file's first bytes after any ID3 tag, the more the better (64 kB are enough)
 * @returns null when the content is no audio that we know
 */
export function detectFormat(head: Uint8Array): AudioFormat | null {
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WAVE') return 'wav'
  if (ascii(head, 0, 4) === 'FORM' && ['AIFF', 'AIFC'].includes(ascii(head, 8, 4))) return 'aiff'
  if (ascii(head, 0, 4) === 'fLaC') return 'flac'
  if (ascii(head, 0, 4) === 'OggS') return oggFormat(head)
  if (ascii(head, 4, 4) === 'ftyp') return 'm4a'
  if (matches(head, 0, asfSignature)) return 'wma'
  if (matches(head, 0, matroskaSignature)) return 'other'
  if (otherSignatures.some((signature) => ascii(head, 0, signature.length) === signature)) return 'other'
  if (isAdts(head, 0)) return 'aac'
  return mpegFrameOffset(head) === null ? null : 'mp3'
}

/**
 * Bytes of the ID3v2 tags at the beginning of a file.
 * @param head at least ten bytes from where a tag may begin
 * @returns 0 when there is none
 */
export function id3Length(head: Uint8Array): number {
  if (ascii(head, 0, 3) !== 'ID3' || head.length < 10) return 0
  const size = head.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
  const footer = ((head[5] ?? 0) & 0x10) === 0 ? 0 : 10
  return 10 + size + footer
}

function oggFormat(head: Uint8Array): AudioFormat {
  const packet = 27 + (head[26] ?? 0)
  if (ascii(head, packet + 1, 6) === 'vorbis') return 'vorbis'
  if (ascii(head, packet, 8) === 'OpusHead') return 'opus'
  if (ascii(head, packet + 1, 4) === 'FLAC') return 'flac'
  return 'other'
}

function isAdts(head: Uint8Array, offset: number): boolean {
  return head[offset] === 0xff && ((head[offset + 1] ?? 0) & 0xf6) === 0xf0
}

const kilobitsOfVersion1 = [
  [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
]
const kilobitsOfVersion2 = [
  [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
]

/** Bytes of the MPEG audio frame whose header stands at an offset; null when there is no header (ISO 11172-3, 13818-3). */
function mpegFrameBytes(bytes: Uint8Array, offset: number): number | null {
  const [first = 0, second = 0, third = 0] = bytes.subarray(offset, offset + 3)
  const [version, layer] = [(second >> 3) & 3, 4 - ((second >> 1) & 3)]
  const rateIndex = (third >> 2) & 3
  if (first !== 0xff || (second & 0xe0) !== 0xe0 || version === 1 || layer === 4 || rateIndex === 3) return null
  const kilobits = (version === 3 ? kilobitsOfVersion1 : kilobitsOfVersion2)[layer - 1]?.[(third >> 4) - 1]
  const rate = ([44_100, 48_000, 32_000][rateIndex] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4)
  if (kilobits === undefined || rate === 0) return null
  const padding = (third >> 1) & 1
  if (layer === 1) return (Math.floor((12_000 * kilobits) / rate) + padding) * 4
  return Math.floor(((version !== 3 && layer === 3 ? 72_000 : 144_000) * kilobits) / rate) + padding
}

/**
 * Where the first MPEG audio frame begins; a second frame must follow it, so that stray bytes are not taken for audio.
 * @returns null when there is none
 */
export function mpegFrameOffset(bytes: Uint8Array): number | null {
  for (let offset = 0; offset + 4 <= bytes.length; offset += 1) {
    const length = mpegFrameBytes(bytes, offset)
    if (length === null) continue
    const next = offset + length
    if (mpegFrameBytes(bytes, next) !== null || (offset === 0 && next >= bytes.length)) return offset
  }
  return null
}

/** Whether the first MPEG audio frame has a single channel. */
export function isMonoMpeg(bytes: Uint8Array): boolean {
  const frame = mpegFrameOffset(bytes)
  return frame !== null && (bytes[frame + 3] ?? 0) >> 6 === 3
}
