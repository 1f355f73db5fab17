import { existsSync } from 'node:fs'
import { coefficientCount, frameCount } from '@shared/domain/feature-constants'
import { extractMfcc, openMfccSession } from '@main/audio/mfcc'
import { probeFile } from '@main/audio/probe-file'
import { describe, expect, it } from 'vitest'
import { readExcerpt } from '../../helpers/read-excerpt'

// From the Debian package asc-music, which is not ours to pass on; `apt-get install asc-music` brings it.
const path = '/usr/share/games/asc/music/time_to_strike.mp3'

describe.skipIf(!existsSync(path))('real music', () => {
  it('is imported and becomes features', async () => {
    // 324.284 s and −16.3 LUFS are ffmpeg's numbers (filter ebur128).
    expect(await probeFile(path)).toMatchObject({
      format: 'mp3',
      sampleRate: 22_050,
      channels: 2,
      durationSeconds: expect.closeTo(324.284, 2),
      loudnessDb: expect.closeTo(-16.3, 0),
    })
    const session = await openMfccSession({ threads: 1 })
    const mfcc = await extractMfcc(session, (await readExcerpt({ path, startSeconds: null })).samples)
    await session.dispose()
    const mean = (coefficient: number): number =>
      mfcc.subarray(coefficient * frameCount, (coefficient + 1) * frameCount).reduce((sum, value) => sum + value, 0) / frameCount
    expect(mfcc).toHaveLength(coefficientCount * frameCount)
    expect(mean(0)).toBeLessThan(0)
    expect(mean(1)).toBeGreaterThan(50)
  })
})
