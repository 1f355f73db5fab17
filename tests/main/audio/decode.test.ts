import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blockLength, concatenate, mixDown } from '@main/audio/audio-block'
import { decodeBlocks } from '@main/audio/decode'
import { describe, expect, it, onTestFinished } from 'vitest'
import { audioFixture, copyFixture, cutFixture, fixtureTone, floatWav, temporaryFolder, writeWav } from '../../helpers/audio-fixtures'
import { hasFfmpeg } from '../../helpers/ffmpeg'
import { decodeFile } from '../../helpers/decode-file'

/** Power of the difference from the two sines in share of their power; edges are left out, where encoders ring. */
function distortion(samples: Float32Array, sampleRate: number): number {
  let [difference, power] = [0, 0]
  for (let sample = Math.round(sampleRate * 0.1); sample < sampleRate * 0.9; sample += 1) {
    const expected = fixtureTone(sample / sampleRate)
    difference += (expected - (samples[sample] ?? 9)) ** 2
    power += expected ** 2
  }
  return difference / power
}

describe('decodeFile', () => {
  it.each([
    ['tone.wav', 11_025, 1e-6],
    ['tone.aiff', 11_025, 1e-6],
    ['tone.flac', 11_025, 1e-6],
    ['tone.mp3', 44_100, 1e-2],
    ['tone.ogg', 44_100, 1e-2],
    ['tone.opus', 48_000, 0.03],
  ])('decodes %s in time and to its last sample', async (name, sampleRate, tolerance) => {
    const audio = await decodeFile(audioFixture(name))
    expect([audio.sampleRate, audio.channels.length, blockLength(audio)]).toEqual([sampleRate, 1, sampleRate])
    expect(distortion(mixDown(audio), sampleRate)).toBeLessThan(tolerance)
  })

  it.skipIf(!hasFfmpeg)('decodes AAC by the ffmpeg of the system', async () => {
    const audio = await decodeFile(audioFixture('tone.m4a'))
    expect(audio.sampleRate).toBe(44_100)
    expect(distortion(mixDown(audio), 44_100)).toBeLessThan(0.15)
  })

  it('says what to do about AAC where there is no ffmpeg', async () => {
    const { PATH } = process.env
    process.env['PATH'] = temporaryFolder()
    onTestFinished(() => void (process.env['PATH'] = PATH))
    await expect(decodeFile(audioFixture('tone.m4a'))).rejects.toMatchObject({
      code: 'unsupported',
      hint: expect.stringContaining('Install ffmpeg'),
    })
  })

  it('reads 8-bit AIFF as signed samples', async () => {
    const { channels, sampleRate } = await decodeFile(audioFixture('tone-8-bit.aiff'))
    expect(sampleRate).toBe(8_000)
    const deviation = (channels[0] ?? new Float32Array()).reduce(
      (largest, value, sample) => Math.max(largest, Math.abs(value - 0.4 * Math.sin((2 * Math.PI * 440 * sample) / 8_000))),
      0,
    )
    expect(deviation).toBeLessThan(0.02)
  })

  it('believes the content, not the name', async () => {
    const folder = temporaryFolder()
    expect((await decodeFile(copyFixture('tone.flac', join(folder, 'a.mp3')))).sampleRate).toBe(11_025)
    expect((await decodeFile(copyFixture('tone.mp3', join(folder, 'b.wav')))).sampleRate).toBe(44_100)
  })

  it('leaves chunks after the samples alone', async () => {
    const folder = temporaryFolder()
    for (const name of ['tone.wav', 'tone.aiff']) {
      const path = copyFixture(name, join(folder, name))
      appendFileSync(path, Buffer.concat([Buffer.from('id3 '), Buffer.alloc(4), Buffer.alloc(5000, 0x55)]))
      expect(blockLength(await decodeFile(path))).toBe(11_025)
    }
  })

  it.each(['tone.wav', 'tone.aiff', 'tone.flac', 'tone.mp3', 'tone.ogg', 'tone.opus', 'tone.m4a'])(
    'refuses %s when it is truncated',
    async (name) => {
      await expect(decodeFile(cutFixture(name, 0.6, temporaryFolder()))).rejects.toMatchObject({
        code: 'file-invalid',
        message: expect.stringContaining('truncated'),
        hint: expect.stringContaining('Copy the file again'),
      })
    },
  )

  it.each([
    ['an empty file', new Uint8Array(), 'is empty (0 bytes)'],
    ['text', new TextEncoder().encode('These are the lyrics of a song.\n'.repeat(900)), 'holds no audio'],
    ['zeros', new Uint8Array(50_000), 'holds no audio'],
    ['stray bytes', Uint8Array.from({ length: 50_000 }, (_, index) => (index * 7919 + (index >> 3)) & 0xff), 'holds no audio'],
    ['a picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 4000 }, (_, index) => index & 0x7f)]), 'holds no audio'],
    ['a header alone', new TextEncoder().encode('fLaC'), 'holds no audio samples'],
  ])('refuses %s', async (_, bytes, reason) => {
    const path = join(temporaryFolder(), 'song.mp3')
    writeFileSync(path, bytes)
    await expect(decodeFile(path)).rejects.toMatchObject({ code: 'file-invalid', message: expect.stringContaining(reason) })
  })

  it('refuses a WAV file without samples, a folder and a missing file', async () => {
    const folder = temporaryFolder()
    await expect(decodeFile(writeWav(join(folder, 'none.wav'), 0, 8000, () => 0))).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringContaining('no audio samples'),
    })
    await expect(decodeFile(folder)).rejects.toMatchObject({ code: 'invalid-argument' })
    await expect(decodeFile(join(folder, 'missing.wav'))).rejects.toThrow('ENOENT')
  })

  it.each([
    ['are no numbers', Number.NaN, 'samples that are no numbers'],
    ['are infinite', Number.NEGATIVE_INFINITY, 'samples that are no numbers'],
    ['are far beyond full scale', 1e30, 'samples of 1.00e+30 times full scale'],
  ])('refuses samples that %s', async (_, sample, reason) => {
    const path = join(temporaryFolder(), 'wrong.wav')
    writeFileSync(path, floatWav(new Float32Array(100).fill(sample, 50, 51), 8000))
    await expect(decodeFile(path)).rejects.toMatchObject({ code: 'file-invalid', message: expect.stringContaining(reason) })
  })

  it('reads floats that overshoot full scale as they are', async () => {
    const path = join(temporaryFolder(), 'hot.wav')
    writeFileSync(path, floatWav(Float32Array.of(0, 3.5, -2, 0), 8000))
    expect((await decodeFile(path)).channels).toEqual([Float32Array.of(0, 3.5, -2, 0)])
  })
})

describe('decodeBlocks', () => {
  it('gives in pieces what decodeFile gives at once', async () => {
    const path = writeWav(join(temporaryFolder(), 'long.wav'), 8, 22_050, fixtureTone)
    const parts: Float32Array[] = []
    for await (const block of decodeBlocks(path)) parts.push(mixDown(block))
    expect(parts.length).toBeGreaterThan(1)
    const whole = (await decodeFile(path)).channels[0] ?? new Float32Array()
    expect(Buffer.compare(new Uint8Array(concatenate(parts).buffer), new Uint8Array(whole.buffer))).toBe(0)
  })
})
