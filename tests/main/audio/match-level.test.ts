import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { featurePath } from '@main/audio/feature-cache'
import { createLoudnessMeter } from '@main/audio/loudness'
import { extractMfcc, openMfccSession } from '@main/audio/mfcc'
import { mfccGraph } from '@main/audio/mfcc-graph'
import { exportModel } from '@main/onnx/export-model'
import { inspectModel } from '@main/onnx/inspect-model'
import { ruleOfModel } from '@main/onnx/model-properties'
import { float32Output, openSession, type Session } from '@main/onnx/session'
import { defaultExcerptRule, describeExcerptRule, type ExcerptRule, isSameRule, withLevel } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { coefficientCount, melBandCount, sampleRate } from '@shared/domain/feature-constants'
import { coefficientShift } from '@shared/domain/level-shift'
import { matchedLoudness } from '@shared/domain/matched-loudness'
import { createRandom } from '@shared/domain/random'
import { modelToExport } from '../../helpers/models'
import { signal } from '../../helpers/signals'

const rule: ExcerptRule = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
const matchedRule = withLevel(rule, 'matched')
const { keptSamples, frameCount } = shapeOfRule(rule)

/** Low-passed noise whose loudness changes from half second to half second, as of a song with quiet verses. */
function song(seed: number): Float32Array {
  const random = createRandom(seed)
  let last = 0
  const levels = Array.from({ length: 20 }, () => 0.02 + 0.3 * random.next() ** 2)
  return Float32Array.from({ length: keptSamples }, (_, sample) => {
    last = 0.9 * last + (random.next() - 0.5)
    const level = levels[Math.floor((2 * sample) / sampleRate)] ?? 0.1
    return level * (0.3 * last + 0.3 * Math.sin((2 * Math.PI * 330 * sample) / sampleRate))
  })
}

const scaled = (samples: Float32Array, decibels: number): Float32Array => samples.map((sample) => sample * 10 ** (decibels / 20))

function loudnessOf(samples: Float32Array): number {
  const meter = createLoudnessMeter(sampleRate)
  meter.add({ sampleRate, channels: [samples] })
  return meter.integrated() ?? -Infinity
}

function largestDifference(one: Float32Array, other: Float32Array): number {
  return one.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (other[index] ?? Infinity))), 0)
}

describe('features at one loudness', () => {
  let plain: Session
  let matched: Session
  beforeAll(async () => {
    plain = await openMfccSession({ threads: 1 }, rule)
    matched = await openMfccSession({ threads: 1 }, matchedRule)
  })
  afterAll(() => Promise.all([plain.dispose(), matched.dispose()]))

  const matchedOf = (samples: Float32Array): Promise<Float32Array> => extractMfcc(matched, samples, matchedRule)

  it('bring an excerpt to the loudness that the meter of playback measures, within 0.3 LU', async () => {
    for (const seed of [1, 2, 3]) {
      const samples = song(seed)
      const [before, after] = [await extractMfcc(plain, samples, rule), await matchedOf(samples)]
      const gain = ((after[0] ?? 0) - (before[0] ?? 0)) / Math.sqrt(melBandCount)
      expect(Math.abs(loudnessOf(samples) + gain - matchedLoudness)).toBeLessThan(0.3)
      expect(largestDifference(after, await extractMfcc(plain, scaled(samples, gain), rule))).toBeLessThan(2e-3)
    }
  })

  it('are the same whatever the gain of the file, alone and beside others', async () => {
    const samples = song(4)
    const expected = await matchedOf(samples)
    for (const decibels of [-30, -12, 6]) expect(largestDifference(await matchedOf(scaled(samples, decibels)), expected)).toBeLessThan(2e-3)
    const both = await matchedOf(Float32Array.from([...scaled(song(5), -20), ...samples]))
    expect(largestDifference(both.subarray(coefficientCount * frameCount), expected)).toBeLessThan(2e-3)
  })

  it('as recorded move by a constant in the first coefficient alone, which is how a run measures what a gain does', async () => {
    const samples = song(7)
    const before = await extractMfcc(plain, samples, rule)
    const expected = before.map((value, index) => (index < frameCount ? value + coefficientShift(-12) : value))
    expect(largestDifference(await extractMfcc(plain, scaled(samples, -12), rule), expected)).toBeLessThan(2e-3)
  })

  it('leave silence, and what is too quiet to be heard, as it is', async () => {
    for (const samples of [new Float32Array(keptSamples), scaled(song(6), -90)])
      expect(await matchedOf(samples)).toEqual(await extractMfcc(plain, samples, rule))
  })
})

it('an exported model brings excerpts to one loudness itself: a gain of the file changes nothing', async () => {
  const excerptRule = withLevel(defaultExcerptRule, 'matched')
  const directory = mkdtempSync(join(tmpdir(), 'circumplex-level-'))
  const { path } = await exportModel(modelToExport('audio', { excerptRule, mfccGraph: mfccGraph(excerptRule) }), join(directory, 'm.onnx'))
  const { properties } = await inspectModel(path)
  const session = await openSession(path)
  const predict = async (data: Float32Array): Promise<Float32Array> =>
    float32Output(await session.run({ waveform: { elementType: 'float32', dims: [1, data.length], data } }), 'valence_arousal')
  const music = signal('music')
  const expected = await predict(music)
  for (const decibels of [-12, 6]) expect(largestDifference(await predict(scaled(music, decibels)), expected)).toBeLessThan(1e-4)
  await session.dispose()
  rmSync(directory, { recursive: true, force: true })
  expect(ruleOfModel(properties)).toEqual(excerptRule)
})

it('a rule at one loudness is another rule, with features of its own; as recorded is what a rule without a level means', () => {
  const key = { digest: 'ab'.repeat(32), startSeconds: null }
  expect(isSameRule(rule, matchedRule)).toBe(false)
  expect(isSameRule(rule, { ...rule, level: 'as-recorded' })).toBe(true)
  expect(withLevel(matchedRule, 'as-recorded')).toEqual(rule)
  expect(describeExcerptRule(matchedRule)).toBe('10 s, every second of them, at one loudness')
  expect(featurePath('f', { ...key, rule: matchedRule })).toMatch(/-10s-23LUFS\//u)
  expect(featurePath('f', { ...key, rule: withLevel(defaultExcerptRule, 'matched') })).toMatch(/mfcc-[0-9a-f]{16}-23LUFS\//u)
  expect(featurePath('f', { ...key, rule: { ...rule, level: 'as-recorded' } })).toBe(featurePath('f', { ...key, rule }))
})
