import { chmodSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { inspectAudioFile } from '@main/audio/audio-file'
import { decodeInspected } from '@main/audio/decode'
import { timeLimitMilliseconds } from '@main/audio/time-limit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { audioFixture, fixtureTone, temporaryFolder, writeWav } from '../../helpers/audio-fixtures'

async function decodeWithin(path: string, limitMilliseconds: number): Promise<number> {
  let blocks = 0
  for await (const block of decodeInspected(await inspectAudioFile(path), limitMilliseconds)) blocks += block.channels.length
  return blocks
}

describe('the time limit of a file', () => {
  it('is generous, and grows with the file', () => {
    expect(timeLimitMilliseconds(0)).toBeGreaterThanOrEqual(60_000)
    expect(timeLimitMilliseconds(100e6)).toBeGreaterThan(timeLimitMilliseconds(1e6))
  })

  it('ends a file between blocks, with the reason', async () => {
    const path = writeWav(join(temporaryFolder(), 'long.wav'), 60, 44_100, fixtureTone)
    await expect(decodeWithin(path, 0)).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringContaining('was not decoded within'),
    })
    expect(await decodeWithin(path, 60_000)).toBeGreaterThan(1)
  })

  it.skipIf(process.platform === 'win32')('ends an ffmpeg that gives nothing', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'ffmpeg'), '#!/bin/sh\nexec sleep 1000\n')
    chmodSync(join(folder, 'ffmpeg'), 0o755)
    const { PATH } = process.env
    process.env['PATH'] = `${folder}${delimiter}${PATH ?? ''}`
    onTestFinished(() => void (process.env['PATH'] = PATH))
    await expect(decodeWithin(audioFixture('tone.m4a'), 200)).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringContaining('was not decoded within'),
    })
  })
})
