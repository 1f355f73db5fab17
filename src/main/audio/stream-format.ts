import { fail } from '@shared/domain/failure'
import type { AudioFormat } from './audio-format'
import { ascii, bigEndian32, littleEndian32 } from './bytes'

/** Sample rates that are read, in Hz. */
const lowestSampleRate = 1_000
const highestSampleRate = 768_000
/** Channels that are read at most. */
const mostChannels = 32

/** What the header of a file says of its samples. */
export interface StreamFormat {
  /** Samples a second. */
  readonly sampleRate: number
  readonly channels: number
}

/**
 * Refuses what no recording has: filters, peaks and memory all follow from these two numbers.
 * @throws Failure `file-invalid` that names the field, its value and what is allowed
 */
export function requirePlausible(path: string, { sampleRate, channels }: StreamFormat): void {
  const rates = `${lowestSampleRate.toLocaleString('en')} to ${highestSampleRate.toLocaleString('en')} Hz`
  if (!(sampleRate >= lowestSampleRate && sampleRate <= highestSampleRate))
    failHeader(path, `its sample rate is ${sampleRate} Hz; ${rates} are read`)
  if (!(channels >= 1 && channels <= mostChannels)) failHeader(path, `it has ${channels} channels; 1 to ${mostChannels} are read`)
}

/**
 * Refuses a file by what is wrong in its header.
 * @param defect a clause that names the field, such as "its sample rate is 0 Hz"
 */
export function failHeader(path: string, defect: string): never {
  fail('file-invalid', `'${path}' has a wrong header: ${defect}.`, 'Export the file again from the program that made it.')
}

/**
 * The format of the samples by the first bytes of a FLAC, Vorbis or Opus file.
 * @param head the file's first bytes after any ID3 tag
 * @returns null where the format says it elsewhere (WAV, AIFF) or cannot say anything implausible (MP3), or where the head is cut off
 */
export function declaredStreamFormat(format: AudioFormat, head: Uint8Array): StreamFormat | null {
  const inOgg = ascii(head, 0, 4) === 'OggS'
  const packet = inOgg ? 27 + (head[26] ?? 0) : 0
  if (packet + 32 > head.length) return null
  if (format === 'flac') return flacFormat(head, inOgg ? packet + 9 : 0)
  if (format === 'vorbis') return { channels: head[packet + 11] ?? 0, sampleRate: littleEndian32(head, packet + 12) }
  // Opus is always decoded at 48,000 Hz.
  if (format === 'opus') return { channels: head[packet + 9] ?? 0, sampleRate: 48_000 }
  return null
}

/** From STREAMINFO: 20 bits of sample rate, then 3 bits of channels less one. */
function flacFormat(head: Uint8Array, start: number): StreamFormat | null {
  const rateAndChannels = bigEndian32(head, start + 18)
  if (ascii(head, start, 4) !== 'fLaC' || Number.isNaN(rateAndChannels)) return null
  return { sampleRate: rateAndChannels >>> 12, channels: ((rateAndChannels >>> 9) & 7) + 1 }
}
