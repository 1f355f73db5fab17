import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mfccLength } from '@shared/domain/feature-constants'
import { cacheSize, clearCache, featurePath, hasFeature, readFeature, writeFeature } from '@main/audio/feature-cache'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/audio-fixtures'

const digest = 'ab'.repeat(32)

describe('feature cache', () => {
  it('gives back what was written, and nothing else', async () => {
    const folder = temporaryFolder()
    const mfcc = Float32Array.from({ length: mfccLength }, (_, index) => Math.sin(index) * 100)
    const path = featurePath(folder, { digest, startSeconds: 12.5 })
    expect(await readFeature(path)).toBeNull()
    await writeFeature(path, mfcc)
    expect(await readFeature(path)).toEqual(mfcc)
    expect(await readFeature(featurePath(folder, { digest, startSeconds: null }))).toBeNull()
  })

  it('keeps excerpts apart', () => {
    const paths = [null, 0, 0.001, 12, 12.5].map((startSeconds) => featurePath('features', { digest, startSeconds }))
    expect(new Set(paths).size).toBe(5)
  })

  it('takes a damaged file for none', async () => {
    const path = featurePath(temporaryFolder(), { digest, startSeconds: null })
    await writeFeature(path, new Float32Array(mfccLength))
    expect(await hasFeature(path)).toBe(true)
    truncateSync(path, 1000)
    expect([await readFeature(path), await hasFeature(path), await hasFeature(`${path}.none`)]).toEqual([null, false, false])
  })

  it('neither takes nor gives values that are not finite', async () => {
    const path = featurePath(temporaryFolder(), { digest, startSeconds: null })
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const mfcc = new Float32Array(mfccLength).fill(value, 700, 701)
      await expect(writeFeature(path, mfcc)).rejects.toThrow('not finite')
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, mfcc)
      expect([await readFeature(path), await hasFeature(path)]).toEqual([null, false])
    }
  })

  it('leaves no half-written file behind', async () => {
    const folder = temporaryFolder()
    await writeFeature(featurePath(folder, { digest, startSeconds: null }), new Float32Array(mfccLength))
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.tmp'))).toEqual([])
    await expect(writeFeature(featurePath(folder, { digest, startSeconds: 1 }), new Float32Array(3))).rejects.toThrow(RangeError)
  })

  it('shows its size and is cleared', async () => {
    const folder = join(temporaryFolder(), 'features')
    expect(await cacheSize(folder)).toEqual({ bytes: 0, files: 0 })
    for (const startSeconds of [null, 3]) await writeFeature(featurePath(folder, { digest, startSeconds }), new Float32Array(mfccLength))
    expect(await cacheSize(folder)).toEqual({ bytes: 2 * 4 * mfccLength, files: 2 })
    await clearCache(folder)
    expect(existsSync(folder)).toBe(false)
    await clearCache(folder)
  })

  it.each(['', 'zz'.repeat(32), '../../etc/passwd'])("refuses the digest '%s'", (wrong) => {
    expect(() => featurePath('features', { digest: wrong, startSeconds: null })).toThrow('is no digest')
  })
})
