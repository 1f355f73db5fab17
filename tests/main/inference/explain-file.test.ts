import { describe, expect, it, onTestFinished } from 'vitest'
import type { ExplanationPayload } from '@shared/contract/workers/explanation'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { sampleRate } from '@shared/domain/feature-constants'
import { Failure } from '@shared/domain/failure'
import type { DecodeExcerpts } from '@main/inference/excerpts-to-predict'
import { explainFile } from '@main/inference/explain-file'
import { encodeModel } from '@main/onnx/encode-model'
import { outputName } from '@main/onnx/network-graph'
import { openSession } from '@main/onnx/session'

const rule = { lengthSeconds: 9, segmentSeconds: 1, keptSegmentSeconds: 1 }
const { keptSamples } = shapeOfRule(rule)
/** Loud from 4.5 to 6 s, silent from 8 s on. */
const samples = Float32Array.from({ length: keptSamples }, (_, index) => {
  const second = index / sampleRate
  return (index % 2 === 0 ? 1 : -1) * (second >= 4.5 && second < 6 ? 0.8 : second < 8 ? 0.1 : 0)
})
const vocabulary = ['', 'rain', 'sun', 'night', 'dance']
const decode: DecodeExcerpts = async function* () {
  yield await Promise.resolve([{ samples, startSeconds: 30, durationSeconds: 100 }])
}

/** How much of loudness in a range of seconds, and of each word, a made-up network adds to valence and arousal. */
interface Listens {
  readonly from: number
  readonly to: number
  readonly valence: number
  readonly arousal: number
  /** By id; padding first. */
  readonly words: readonly (readonly [number, number])[]
}

/** A network that adds up loudness and words, as an ONNX graph. */
async function networkThat(hears: Listens) {
  const weights = new Float32Array(2 * keptSamples)
  const [from, to] = [hears.from * sampleRate, hears.to * sampleRate]
  for (let sample = from; sample < to; sample += 1) weights.set([hears.valence / (to - from), hears.arousal / (to - from)], 2 * sample)
  const graph = {
    name: 'made-up',
    inputs: [
      { name: 'waveform', elementType: 'float32', dims: ['n', keptSamples] },
      { name: 'lyrics', elementType: 'int64', dims: ['n', 6] },
    ],
    outputs: [{ name: outputName, elementType: 'float32', dims: ['n', 2] }],
    initializers: [
      { name: 'weights', elementType: 'float32', dims: [keptSamples, 2], data: weights },
      { name: 'words', elementType: 'float32', dims: [vocabulary.length, 2], data: hears.words.flat() },
      { name: 'axis', elementType: 'int64', dims: [1], data: [1] },
    ],
    nodes: [
      { operator: 'Abs', inputs: ['waveform'], outputs: ['loudness'] },
      { operator: 'MatMul', inputs: ['loudness', 'weights'], outputs: ['heard'] },
      { operator: 'Gather', inputs: ['words', 'lyrics'], outputs: ['found'] },
      { operator: 'ReduceSum', inputs: ['found', 'axis'], outputs: ['read'], attributes: { keepdims: { kind: 'int', value: 0 } } },
      { operator: 'Add', inputs: ['heard', 'read'], outputs: [outputName] },
    ],
  } as const
  const session = await openSession(encodeModel(graph, {}))
  onTestFinished(() => session.dispose())
  return session
}

const silentWords = vocabulary.map(() => [0, 0] as const)
const file: ExplanationPayload['file'] = { path: 'song.wav', externalId: null, texts: { lyrics: 'Dancing dances, rain rain night' } }

async function explain(hears: Listens, signal = new AbortController().signal) {
  const session = await networkThat(hears)
  const progress: number[] = []
  const explained = await explainFile(
    { modelPath: 'made-up.onnx', resourcesDirectory: '', file, seed: 1 },
    {
      session,
      encoders: { lyrics: () => Int32Array.of(4, 4, 1, 1, 3, 0) },
      words: { lyrics: { token: (id) => vocabulary[id] ?? null, formsIn: () => new Map([['dance', ['dancing', 'dances']]]) } },
      rule,
      decode,
      signal,
      yieldToEvents: () => Promise.resolve(),
      progress: ({ done, total }) => progress.push(done / total),
    },
  )
  return { ...explained, progress }
}

describe('an explanation', () => {
  it('of a network that listens to one stretch names that stretch, and what it hears there', async () => {
    const { spans, words, heard, valence, chance, progress } = await explain({
      from: 4.5,
      to: 6,
      valence: 1,
      arousal: -0.5,
      words: silentWords,
    })
    expect(valence).toBeCloseTo(0.8, 4)
    expect(heard).toEqual({ startSeconds: 30, endSeconds: 39, durationSeconds: 100 })
    const most = spans.reduce((best, span) => (span.valence > best.valence ? span : best))
    expect(most).toMatchObject({ startSeconds: 34.5, endSeconds: 36 })
    expect(most.valence).toBeGreaterThan(0.6)
    expect(most.arousal).toBeCloseTo(-most.valence / 2, 4)
    for (const span of spans) if (span.endSeconds <= 33 || span.startSeconds >= 37.5) expect(Math.abs(span.valence)).toBeLessThan(1e-5)
    expect(chance?.valence).toBeLessThan(0.1)
    expect(words.every(({ valence: own, arousal }) => own === 0 && arousal === 0)).toBe(true)
    expect(progress.at(-1)).toBe(1)
  })

  it('says that silence lowered what loudness raises', async () => {
    const { spans } = await explain({ from: 8, to: 9, valence: 1, arousal: 0, words: silentWords })
    expect(spans.at(-1)?.valence).toBeLessThan(-0.1)
  })

  it('of a network that listens to one word names that word first, with how it is written and how often it is read', async () => {
    const hears = { from: 0, to: 1, valence: 0, arousal: 0, words: silentWords.map((own, id) => (id === 4 ? ([0.2, -0.1] as const) : own)) }
    const { words, spans } = await explain(hears)
    expect(words[0]).toMatchObject({ kind: 'lyrics', token: 'dance', forms: ['dancing', 'dances'], count: 2 })
    expect([words[0]?.valence, words[0]?.arousal].map((move) => move?.toFixed(4))).toEqual(['0.4000', '-0.2000'])
    expect(words.slice(1).map(({ token, count, valence }) => [token, count, valence])).toEqual([
      ['rain', 2, 0],
      ['night', 1, 0],
    ])
    expect(spans.every(({ valence }) => valence === 0)).toBe(true)
  })

  it('of the sum of two networks is the sum of theirs', async () => {
    const one = { from: 0, to: 9, valence: 0.7, arousal: 0.2, words: silentWords.map((_, id) => [id / 10, 0] as const) }
    const other = { ...one, valence: -0.2, arousal: 0.6, words: silentWords.map((_, id) => [0, id / -5] as const) }
    const both = { ...one, valence: 0.5, arousal: 0.8, words: silentWords.map((_, id) => [id / 10, id / -5] as const) }
    const [first, second, sum] = [await explain(one), await explain(other), await explain(both)]
    for (const [index, span] of sum.spans.entries()) {
      expect(span.valence).toBeCloseTo((first.spans[index]?.valence ?? NaN) + (second.spans[index]?.valence ?? NaN), 4)
      expect(span.arousal).toBeCloseTo((first.spans[index]?.arousal ?? NaN) + (second.spans[index]?.arousal ?? NaN), 4)
    }
    const byToken = (explained: typeof sum, token: string) => explained.words.find((word) => word.token === token)?.valence ?? NaN
    for (const { token, valence } of sum.words) expect(valence).toBeCloseTo(byToken(first, token) + byToken(second, token), 4)
  })

  it('of a network that gives no finite number is refused', async () => {
    await expect(explain({ from: 0, to: 1, valence: NaN, arousal: 0, words: silentWords })).rejects.toThrow(/no finite numbers/)
  })

  it('ends when it is cancelled', async () => {
    const abort = new AbortController()
    abort.abort(new Failure('cancelled', 'Cancelled.', ''))
    await expect(explain({ from: 0, to: 1, valence: 1, arousal: 0, words: silentWords }, abort.signal)).rejects.toThrow('Cancelled.')
  })
})
