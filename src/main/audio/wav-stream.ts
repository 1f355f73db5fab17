import type { FileHandle } from 'node:fs/promises'
import { fail } from '@shared/domain/failure'
import { blockLength } from './audio-block'
import type { AudioBlock } from './audio-block'

const headerBytes = 44
const bytesPerSample = 2
const largestDataBytes = 0xffff_fefe - headerBytes

/** Writes a 16-bit PCM WAV file piece by piece. */
export interface WavStream {
  /** Appends a block; all blocks have one rate and as many channels. Samples beyond −1…1 are clipped. */
  add(block: AudioBlock): Promise<void>
  /** Completes the header; without it the file is no WAV file. */
  finish(): Promise<void>
}

/**
 * Begins a WAV file.
 * @param handle an empty file opened for writing; the caller closes it
 * @throws Failure 'unsupported' beyond 4 GB, where WAV files end
 */
export function createWavStream(handle: FileHandle): WavStream {
  let [position, sampleRate, channelCount] = [headerBytes, 0, 0]
  return {
    add: async (block) => {
      ;[sampleRate, channelCount] = [block.sampleRate, block.channels.length]
      const bytes = interleave(block)
      if (position + bytes.length > largestDataBytes)
        fail('unsupported', 'The recording is too long for a WAV file (4 GB).', 'Split the file, or convert it to FLAC.')
      await handle.write(bytes, 0, bytes.length, position)
      position += bytes.length
    },
    finish: async () => {
      await handle.write(header(position - headerBytes, sampleRate, channelCount), 0, headerBytes, 0)
    },
  }
}

function interleave(block: AudioBlock): Uint8Array {
  const channelCount = block.channels.length
  const samples = new Int16Array(blockLength(block) * channelCount)
  block.channels.forEach((channel, index) => {
    for (let sample = 0; sample < channel.length; sample += 1) {
      samples[sample * channelCount + index] = Math.round(Math.max(-1, Math.min(1, channel[sample] ?? 0)) * 32_767)
    }
  })
  return new Uint8Array(samples.buffer)
}

function header(dataBytes: number, sampleRate: number, channelCount: number): Uint8Array {
  const bytes = Buffer.alloc(headerBytes)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(headerBytes - 8 + dataBytes, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(channelCount, 22)
  bytes.writeUInt32LE(sampleRate, 24)
  bytes.writeUInt32LE(sampleRate * channelCount * bytesPerSample, 28)
  bytes.writeUInt16LE(channelCount * bytesPerSample, 32)
  bytes.writeUInt16LE(8 * bytesPerSample, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(dataBytes, 40)
  return bytes
}
