import { ascii, bigEndian32 } from './bytes'

/**
 * Samples of each channel by a FLAC file's own word (STREAMINFO).
 * @param head the file's first bytes, native or inside Ogg
 * @returns null when the encoder did not know
 */
export function flacSampleCount(head: Uint8Array): number | null {
  const oggPacket = ascii(head, 0, 4) === 'OggS' ? 27 + (head[26] ?? 0) + 9 : 0
  if (ascii(head, oggPacket, 4) !== 'fLaC') return null
  const upper = (head[oggPacket + 21] ?? 0) & 0x0f
  const count = upper * 2 ** 32 + bigEndian32(head, oggPacket + 22)
  return Number.isNaN(count) || count === 0 ? null : count
}
