import { concatenate } from '@main/audio/audio-block'
import { openDecoder } from '@main/audio/decoders'
import { describe, expect, it } from 'vitest'
import { floatWav } from '../../helpers/audio-fixtures'

/** Decodes bytes that come in pieces of a size, each one a view into a larger buffer at an odd offset, as Node's streams give them. */
async function decodePooled(bytes: Uint8Array, pieceBytes: number): Promise<Float32Array> {
  const decoder = await openDecoder('wav', bytes)
  const parts: Float32Array[] = []
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    const piece = bytes.subarray(start, start + pieceBytes)
    const pool = Buffer.alloc(piece.length + 1)
    pool.set(piece, 1)
    const { channels } = decoder.decode(pool.subarray(1))
    if (channels[0]) parts.push(channels[0])
    // The stream writes its next piece over this one.
    pool.fill(0xff)
  }
  decoder.free()
  return concatenate(parts)
}

describe('openDecoder', () => {
  it.each([44, 1000, 1001, 1002, 1003, 65_536])(
    'reads Node buffers of %i bytes that lie at any offset and are used again',
    async (pieceBytes) => {
      const samples = Float32Array.from({ length: 5000 }, (_, index) => Math.sin(index / 9))
      expect(await decodePooled(floatWav(samples, 8000), pieceBytes)).toEqual(samples)
    },
  )
})
