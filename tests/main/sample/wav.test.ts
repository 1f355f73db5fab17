import { parseBuffer } from 'music-metadata'
import { describe, expect, it } from 'vitest'
import { encodeWav } from '@main/sample/wav'
import { tone } from '../../helpers/synthesise'

const read = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getInt16(at, true)

describe('the WAV encoder', () => {
  it('writes 16-bit samples after a header of 44 bytes, clipping what is too loud', () => {
    const bytes = encodeWav(Float32Array.of(0, 0.5, 1, -1, 1.5, -2), 22_050)
    expect(bytes).toHaveLength(44 + 12)
    expect([0, 1, 2, 3, 4, 5].map((index) => read(bytes, 44 + 2 * index))).toEqual([0, 16_384, 32_767, -32_767, 32_767, -32_767])
  })

  it('writes a file that others read, with and without texts of any length', async () => {
    const samples = tone({ seconds: 0.5 })
    const plain = await parseBuffer(encodeWav(samples, 22_050))
    expect(plain.format).toMatchObject({ sampleRate: 22_050, duration: 0.5, numberOfChannels: 1 })
    for (const title of ['Odd', 'Even', 'Höhe']) {
      const bytes = encodeWav(samples, 22_050, { title, artist: 'A', album: 'B', genre: 'C', comment: 'D' })
      const { common, format } = await parseBuffer(bytes)
      expect(common).toMatchObject({ artist: 'A', album: 'B', genre: ['C'] })
      expect(format.duration).toBe(0.5)
    }
  })
})
