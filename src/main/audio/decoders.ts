import { decoder as openAiff } from '@audio/decode-aiff'
import { decoder as openFlac } from '@audio/decode-flac'
import { decoder as openMp3 } from '@audio/decode-mp3'
import { decoder as openOpus } from '@audio/decode-opus'
import { decoder as openVorbis } from '@audio/decode-vorbis'
import { decoder as openWav } from '@audio/decode-wav'
import { ascii, bigEndian32 } from './bytes'
import type { AudioBlock } from './audio-block'
import { isMonoMpeg } from './audio-format'
import type { DecodedFormat } from './audio-format'

interface Decoded {
  readonly channelData: readonly Float32Array[]
  readonly sampleRate: number
}

interface PackageDecoder {
  decode(bytes: Uint8Array): Decoded
  flush?(): Decoded
  free(): void
}

/** Turns bytes that arrive piece by piece into audio; whoever opens it frees it. */
export interface BlockDecoder {
  decode(bytes: Uint8Array): AudioBlock
  /** What is left after the last bytes. */
  flush(): AudioBlock
  free(): void
}

const openers: Readonly<Record<DecodedFormat, () => Promise<PackageDecoder> | PackageDecoder>> = {
  mp3: openMp3,
  flac: openFlac,
  vorbis: openVorbis,
  opus: openOpus,
  wav: openWav,
  aiff: openAiff,
}

/**
 * Opens a decoder.
 * @param format what `detectFormat` found
 * @param head the first bytes of the audio
 */
export async function openDecoder(format: DecodedFormat, head: Uint8Array): Promise<BlockDecoder> {
  const decoder = await openers[format]()
  const repair = repairOf(format, head)
  const toBlock = ({ channelData, sampleRate }: Decoded): AudioBlock => ({ sampleRate, channels: repair(channelData) })
  return {
    decode: (bytes) => toBlock(decoder.decode(withoutBuffer(bytes))),
    flush: () => toBlock(decoder.flush?.() ?? { channelData: [], sampleRate: 0 }),
    free: () => decoder.free(),
  }
}

/**
 * The same bytes as a plain Uint8Array. The packages keep bytes for later with `slice()`, which copies a Uint8Array but makes a view of
 * Node's Buffer: at any offset, into memory that may be written again.
 */
function withoutBuffer(bytes: Uint8Array): Uint8Array {
  return Buffer.isBuffer(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes
}

type Channels = readonly Float32Array[]

/** Mends what single decoders give otherwise than the files hold it. */
function repairOf(format: DecodedFormat, head: Uint8Array): (channels: Channels) => Channels {
  // The MP3 decoder (1.3.1) gives a single channel twice.
  if (format === 'mp3' && isMonoMpeg(head)) return (channels) => channels.slice(0, 1)
  // Samples of 8 bits are signed in AIFF; the decoder (1.3.0) takes them as unsigned, half the range away.
  if (format === 'aiff' && isEightBitAiff(head)) return (channels) => channels.map(shiftedByHalf)
  return (channels) => channels
}

function isEightBitAiff(head: Uint8Array): boolean {
  let offset = 12
  while (offset + 16 <= head.length) {
    if (ascii(head, offset, 4) === 'COMM') return head[offset + 15] === 8 && ascii(head, 8, 4) === 'AIFF'
    const size = bigEndian32(head, offset + 4)
    offset += 8 + size + (size % 2)
  }
  return false
}

function shiftedByHalf(channel: Float32Array): Float32Array {
  return channel.map((value) => (value < 0 ? value + 1 : value - 1))
}
