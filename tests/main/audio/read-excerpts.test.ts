import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AudioBlock } from '@main/audio/audio-block'
import { openStretch } from '@main/audio/decoded-stretch'
import { fittingExcerptStartSeconds, keepSegments, middleExcerptStartSeconds } from '@main/audio/excerpt'
import { type Excerpt, readAskedExcerpts } from '@main/audio/read-excerpt'
import { readExcerptsAt, readSteps } from '@main/audio/read-file-excerpts'
import { resample } from '@main/audio/resample'
import { inParts } from '@main/audio/sample-parts'
import { stepStarts } from '@shared/domain/excerpt-choice'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { createRandom } from '@shared/domain/random'
import { sampleRate } from '@shared/domain/feature-constants'
import { collect } from '../../helpers/collect'

const rule: ExcerptRule = { lengthSeconds: 0.5, segmentSeconds: 0.2, keptSegmentSeconds: 0.15 }

/** Noise of so many samples, decoded in blocks of random sizes; it counts how often it is decoded. */
function noise(samples: number, rate: number) {
  const random = createRandom(samples)
  const whole = Float32Array.from({ length: samples }, () => random.next() - 0.5)
  let decodes = 0
  async function* decode(): AsyncGenerator<AudioBlock> {
    decodes += 1
    for (let start = 0; start < samples;) {
      const end = Math.min(samples, start + 1 + Math.floor(random.next() * rate * 0.3))
      yield await Promise.resolve({ sampleRate: rate, channels: [whole.slice(start, end)] })
      start = end
    }
  }
  return { whole, rate, seconds: samples / rate, decode, decodes: () => decodes }
}

/** The excerpt as one would cut it out of the whole file. */
function expected({ whole, rate, seconds }: ReturnType<typeof noise>, asked: number | null, heardSeconds = rule.lengthSeconds) {
  const wanted = asked ?? middleExcerptStartSeconds(seconds, rule.lengthSeconds)
  const startSeconds = fittingExcerptStartSeconds(wanted, seconds, heardSeconds)
  const start = Math.round(startSeconds * rate)
  const range = whole.slice(start, start + Math.ceil(heardSeconds * rate))
  return { startSeconds, samples: keepSegments(resample(range, rate, sampleRate), rule) }
}

function expectSame(one: Excerpt, other: Excerpt): void {
  expect(one.startSeconds).toBeCloseTo(other.startSeconds, 9)
  expect(Buffer.compare(Buffer.from(one.samples.buffer), Buffer.from(other.samples.buffer))).toBe(0)
}

describe('the excerpts of a file', () => {
  const file = fc.record({ samples: fc.integer({ min: 1, max: 50_000 }), rate: fc.constantFrom(22_050, 11_025) })

  it('are cut as out of the whole file, in one decoding, wherever they lie', async () => {
    const wanted = fc.record({
      startSeconds: fc.option(fc.double({ min: 0, max: 3, noNaN: true }), { freq: 20 }),
      heardSeconds: fc.option(fc.double({ min: 0.02, max: 0.5, noNaN: true }), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(file, fc.array(wanted, { minLength: 1, maxLength: 6 }), async ({ samples, rate }, excerpts) => {
        const source = noise(samples, rate)
        const read = await collect(readAskedExcerpts({ path: 'noise', excerpts, rule }, undefined, source.decode))
        expect(source.decodes()).toBe(1)
        expect(read.map(({ index }) => index).sort((a, b) => a - b)).toEqual(excerpts.map((_, index) => index))
        for (const { index, ...excerpt } of read) {
          const asked = excerpts[index]
          expectSame(excerpt, expected(source, asked?.startSeconds ?? null, asked?.heardSeconds))
        }
      }),
      { numRuns: 60, seed: 5 },
    )
  })

  it('over time follow one another in steps to the end, in one decoding; the last one knows the length', async () => {
    const everySeconds = fc.constantFrom(0.05, 0.1, 0.25, 0.5, 0.8)
    await fc.assert(
      fc.asyncProperty(file, everySeconds, async ({ samples, rate }, every) => {
        const source = noise(samples, rate)
        const read = await collect(readSteps('noise', every, undefined, rule, source.decode))
        expect(source.decodes()).toBe(1)
        const starts = stepStarts(source.seconds, rule.lengthSeconds, every)
        expect(read.map(({ startSeconds }) => startSeconds)).toEqual(starts.map((start) => Math.max(0, start)))
        expect(read.at(-1)?.durationSeconds).toBe(source.seconds)
        for (const { samples: own, startSeconds } of read) {
          const wanted = expected(source, startSeconds)
          expectSame({ samples: own, startSeconds }, wanted)
        }
      }),
      { numRuns: 40, seed: 6 },
    )
  })

  it('stop the decoder where nothing more is wanted', async () => {
    let blocks = 0
    async function* endless(): AsyncGenerator<AudioBlock> {
      for (;;) {
        blocks += 1
        yield await Promise.resolve({ sampleRate, channels: [new Float32Array(2205)] })
      }
    }
    const excerpts = [{ startSeconds: 2 }, { startSeconds: 0.3 }]
    const read = await collect(readAskedExcerpts({ path: 'endless', excerpts, rule }, undefined, endless))
    expect(read.map(({ index }) => index)).toEqual([1, 0])
    expect(blocks).toBe(25)
  })

  it('at starts that follow from the length are one decoding too', async () => {
    const source = noise(66_150, 22_050)
    const read = await collect(readExcerptsAt('noise', (seconds) => [0, seconds / 2, seconds], undefined, rule, source.decode))
    expect(source.decodes()).toBe(1)
    expect(read.map(({ startSeconds, durationSeconds }) => [startSeconds, durationSeconds])).toEqual([
      [0, 3],
      [1.5, 3],
      [2.5, 3],
    ])
  })

  it('are let go of as soon as nobody wants them', () => {
    const stretch = openStretch()
    for (let second = 0; second < 100; second += 1) {
      stretch.push({ sampleRate: 100, channels: [new Float32Array(100).fill(second)] })
      stretch.dropBefore(stretch.seconds - 3)
    }
    expect(stretch.seconds).toBe(100)
    expect([...new Set(stretch.slice(0, stretch.length))]).toEqual([96, 97, 98, 99])
    expect([...stretch.slice(9750, 9752)]).toEqual([97, 97])
  })

  it('are gathered into parts of a size, one excerpt at least', async () => {
    async function* excerpts() {
      for (const length of [2, 2, 9, 1, 1, 1]) yield await Promise.resolve({ samples: new Float32Array(length) })
    }
    const parts = await collect(inParts(excerpts(), 4))
    expect(parts.map((part) => part.map(({ samples }) => samples.length))).toEqual([[2, 2], [9], [1, 1, 1]])
  })
})
