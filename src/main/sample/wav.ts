/** Texts that a player shows, written as a RIFF INFO list. */
export interface WavInfo {
  readonly title: string
  readonly artist: string
  readonly album: string
  readonly genre: string
  readonly comment: string
}

const bytesPerSample = 2

/**
 * Encodes a 16-bit mono PCM WAV file.
 * @param samples mono, −1…1; values outside are clipped
 * @param sampleRate in hertz
 * @param info shown by players; left out when not given
 * @returns the bytes of the file
 */
export function encodeWav(samples: Float32Array, sampleRate: number, info?: WavInfo): Uint8Array {
  const header = encodeWavHeader(samples.length, sampleRate, info)
  const bytes = Buffer.alloc(header.fileBytes)
  bytes.set(header.bytes, 0)
  writeSamples(bytes, header.bytes.length, samples)
  return bytes
}

/**
 * Everything in front of the samples of a 16-bit mono PCM WAV file.
 * @param sampleCount how many samples will follow
 * @returns the bytes, and the length of the entire file
 */
export function encodeWavHeader(sampleCount: number, sampleRate: number, info?: WavInfo): { bytes: Uint8Array; fileBytes: number } {
  const list = info ? infoList(info) : new Uint8Array(0)
  const dataBytes = sampleCount * bytesPerSample
  const bytes = Buffer.alloc(44 + list.length)
  const fileBytes = bytes.length + dataBytes
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(fileBytes - 8, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(sampleRate, 24)
  bytes.writeUInt32LE(sampleRate * bytesPerSample, 28)
  bytes.writeUInt16LE(bytesPerSample, 32)
  bytes.writeUInt16LE(8 * bytesPerSample, 34)
  bytes.set(list, 36)
  bytes.write('data', 36 + list.length, 'latin1')
  bytes.writeUInt32LE(dataBytes, 40 + list.length)
  return { bytes, fileBytes }
}

function writeSamples(bytes: Buffer, offset: number, samples: Float32Array): void {
  for (let index = 0; index < samples.length; index += 1) {
    const clipped = Math.max(-1, Math.min(1, samples[index] ?? 0))
    bytes.writeInt16LE(Math.round(clipped * 32_767), offset + index * bytesPerSample)
  }
}

function infoList(info: WavInfo): Uint8Array {
  const chunks = [
    chunk('INAM', info.title),
    chunk('IART', info.artist),
    chunk('IPRD', info.album),
    chunk('IGNR', info.genre),
    chunk('ICMT', info.comment),
  ]
  const body = Buffer.concat([Buffer.from('INFO', 'latin1'), ...chunks])
  const head = Buffer.alloc(8)
  head.write('LIST', 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

/** A RIFF chunk with a text that ends in zero, padded to an even length. */
function chunk(name: string, text: string): Buffer {
  const value = Buffer.from(`${text}\0`, 'utf8')
  const head = Buffer.alloc(8)
  head.write(name, 0, 'latin1')
  head.writeUInt32LE(value.length, 4)
  return Buffer.concat([head, value, Buffer.alloc(value.length % 2)])
}
