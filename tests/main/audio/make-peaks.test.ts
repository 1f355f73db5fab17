import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blockLength, mixDown } from '@main/audio/audio-block'
import { makePeaks } from '@main/audio/make-peaks'
import { readPeaks } from '@main/audio/peaks-file'
import { Failure } from '@shared/domain/failure'
import { describe, expect, it } from 'vitest'
import { audioFixture, cutFixture, recordingListeners, temporaryFolder, writeWav } from '../../helpers/audio-fixtures'
import { decodeFile } from '../../helpers/decode-file'

describe('makePeaks', () => {
  it('finds the extremes of every hundredth of a second', async () => {
    const folder = temporaryFolder()
    const path = writeWav(join(folder, 'steps.wav'), 2, 22_050, (time) => (time < 1 ? 0.5 : time < 1.5 ? -0.25 : 0))
    const result = await makePeaks({ path, cachePath: join(folder, 'steps.peaks') }, recordingListeners())
    expect(result).toMatchObject({ peaksPerSecond: 100, durationSeconds: 2, pairs: 200, playableWavPath: null })
    const pairs = (await readPeaks(result.cachePath))?.pairs ?? new Float32Array()
    const pair = (index: number): number[] => [...pairs.subarray(2 * index, 2 * index + 2)].map((value) => Math.round(value * 1000) / 1000)
    expect([pair(0), pair(99), pair(100), pair(149), pair(150), pair(199)]).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
      [-0.25, -0.25],
      [-0.25, -0.25],
      [0, 0],
      [0, 0],
    ])
  })

  it('writes a WAV file that sounds the same', async () => {
    const folder = temporaryFolder()
    const playableWavPath = join(folder, 'playable.wav')
    await makePeaks({ path: audioFixture('tone.aiff'), cachePath: join(folder, 'tone.peaks'), playableWavPath }, recordingListeners())
    const [original, copy] = [await decodeFile(audioFixture('tone.aiff')), await decodeFile(playableWavPath)]
    expect([copy.sampleRate, blockLength(copy)]).toEqual([original.sampleRate, blockLength(original)])
    const samples = mixDown(copy)
    expect(mixDown(original).every((value, index) => Math.abs(value - (samples[index] ?? 9)) < 2 / 32_768)).toBe(true)
  })

  it('leaves nothing behind when the file is damaged or the job cancelled', async () => {
    const folder = temporaryFolder()
    const paths = { cachePath: join(folder, 'x.peaks'), playableWavPath: join(folder, 'x.wav') }
    await expect(makePeaks({ path: cutFixture('tone.flac', 0.5, folder), ...paths }, recordingListeners())).rejects.toMatchObject({
      code: 'file-invalid',
    })
    const cancelled = AbortSignal.abort(new Failure('cancelled', 'The job was cancelled.', ''))
    await expect(makePeaks({ path: audioFixture('tone.wav'), ...paths }, recordingListeners(cancelled))).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect([paths.cachePath, paths.playableWavPath].map((path) => existsSync(path))).toEqual([false, false])
  })
})

describe('readPeaks', () => {
  it('takes a missing or foreign file for none', async () => {
    const path = join(temporaryFolder(), 'foreign.peaks')
    expect(await readPeaks(path)).toBeNull()
    writeFileSync(path, 'no peaks at all, but long enough to be some')
    expect(await readPeaks(path)).toBeNull()
  })
})
