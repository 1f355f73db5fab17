import { join } from 'node:path'
import { blockLength } from '@main/audio/audio-block'
import { decodeBlocks } from '@main/audio/decode'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/audio-fixtures'
import { ffmpeg, hasFfmpeg } from '../../helpers/ffmpeg'

const filesOfEachFormat = 4
const formats = ['m4a', 'aac', 'mka', 'wma'] as const

/** Writes one song in every format: the same AAC stream in three containers, and WMA. */
function writeSong(folder: string, index: number): { seconds: number; paths: string[] } {
  const seconds = 10 + 15 * index
  const [m4a, ...others] = formats.map((format) => join(folder, `${index}.${format}`))
  const source = ['-f', 'lavfi', '-i', `sine=frequency=${300 + index}:sample_rate=22050:duration=${seconds}`]
  ffmpeg(...source, '-c:a', 'aac', '-aac_coder', 'fast', m4a ?? '')
  for (const path of others) ffmpeg('-i', m4a ?? '', ...(path.endsWith('.wma') ? ['-c:a', 'wmav2'] : ['-c:a', 'copy']), path)
  return { seconds, paths: [m4a ?? '', ...others] }
}

async function secondsOf(path: string): Promise<number> {
  let seconds = 0
  for await (const block of decodeBlocks(path)) seconds += blockLength(block) / block.sampleRate
  return seconds
}

describe.skipIf(!hasFfmpeg)('what the ffmpeg of the system reads', () => {
  it(`is decoded to its end: ${filesOfEachFormat} songs in each of ${formats.join(', ')}`, { timeout: 300_000 }, async () => {
    const folder = temporaryFolder()
    for (let index = 0; index < filesOfEachFormat; index += 1) {
      const { seconds, paths } = writeSong(folder, index)
      // Encoders add up to some frames at either end.
      for (const path of paths) expect(Math.abs((await secondsOf(path)) - seconds), path).toBeLessThan(0.2)
    }
  })
})
