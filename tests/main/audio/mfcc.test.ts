import { readFileSync } from 'node:fs'
import {
  coefficientCount,
  frameCount,
  keptSamples,
  leftPaddingSamples,
  mfccLength,
  rightPaddingSamples,
} from '@shared/domain/feature-constants'
import { extractMfcc, openMfccSession } from '@main/audio/mfcc'
import type { Session } from '@main/onnx/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { signal, signals } from '../../helpers/signals'

const goldenSchema = z.object({ frames: z.array(z.number()), signals: z.record(z.string(), z.string()) })
const golden = goldenSchema.parse(JSON.parse(readFileSync(new URL('../../fixtures/audio/mfcc-golden.json', import.meta.url), 'utf8')))

/** Golden numbers of a signal, [coefficientCount, golden.frames.length]. */
function goldenOf(name: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(golden.signals[name] ?? '', 'base64'))
  return new Float32Array(bytes.buffer)
}

function largestDifference(actual: Float32Array, expected: Float32Array): number {
  let largest = 0
  expected.forEach((value, index) => {
    const coefficient = Math.floor(index / golden.frames.length)
    const frame = golden.frames[index % golden.frames.length] ?? 0
    largest = Math.max(largest, Math.abs(value - (actual[coefficient * frameCount + frame] ?? Infinity)))
  })
  return largest
}

describe('constants', () => {
  it('are those of the study', () => {
    expect([keptSamples, frameCount, leftPaddingSamples, rightPaddingSamples, coefficientCount]).toEqual([992_250, 1502, 330, 242, 20])
  })
})

describe('extractMfcc', () => {
  let session: Session
  beforeAll(async () => {
    session = await openMfccSession({ threads: 1 })
  })
  afterAll(() => session.dispose())

  it.each([
    ['music', 1e-3],
    ['quiet noise', 1e-3],
    ['silence', 5e-3],
    ['tones', 5e-3],
    ['half-silent noise', 5e-3],
  ])('equals librosa on %s within %f', async (name, tolerance) => {
    const expected = goldenOf(name)
    expect(expected).toHaveLength(coefficientCount * golden.frames.length)
    const difference = largestDifference(await extractMfcc(session, signal(name)), expected)
    expect(difference).toBeLessThan(tolerance)
  })

  it('gives a batch the numbers of its rows alone', async () => {
    const rows = Object.values(signals).map((make) => make())
    const batch = new Float32Array(rows.length * keptSamples)
    rows.forEach((row, index) => batch.set(row, index * keptSamples))
    const together = await extractMfcc(session, batch)
    expect(together).toHaveLength(rows.length * mfccLength)
    for (const [index, row] of rows.entries()) {
      const alone = await extractMfcc(session, row)
      const inBatch = together.subarray(index * mfccLength, (index + 1) * mfccLength)
      const difference = alone.reduce((largest, value, at) => Math.max(largest, Math.abs(value - (inBatch[at] ?? Infinity))), 0)
      expect(difference).toBeLessThan(1e-5)
    }
  })

  it.each([0, 5, keptSamples + 1])('refuses %i samples', async (count) => {
    await expect(extractMfcc(session, new Float32Array(count))).rejects.toMatchObject({ code: 'invalid-argument' })
  })
})
