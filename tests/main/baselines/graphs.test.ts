import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { coefficientCount } from '@shared/domain/feature-constants'
import { learntBaselineNames } from '@shared/domain/baseline'
import { tokensPerText } from '@shared/domain/modality'
import { createRandom } from '@shared/domain/random'
import type { FeatureSource, TextSource } from '@main/baselines/feature-graph'
import { lexiconScores, lexiconTable } from '@main/baselines/lexicon-scores'
import { matrixOf } from '@main/baselines/matrix'
import { baselineGraph } from '@main/baselines/baseline-graph'
import { baselineModels } from '@main/baselines/models'
import { featuresOfPart, type Material } from '@main/baselines/part-features'
import { summariseExcerpt } from '@main/baselines/summary-blocks'
import { countGrams, countWords, createGramIds } from '@main/baselines/text-terms'
import { floorToSingle } from '@main/baselines/tree-graph'
import { createGraphBuilder } from '@main/engines/onnx/graph-builder'
import { encodeModel } from '@main/onnx/encode-model'
import type { WeightTensor } from '@main/network/weights'
import { outputName } from '@main/onnx/network-graph'
import { float32Output, openSession, type TensorValue } from '@main/onnx/session'
import { temporaryFolder } from '../../helpers/library'
import { largestDifference } from '../../helpers/training-golden'

const noPace = (): Promise<void> => Promise.resolve()
const frames = 30
const samples = 60
const random = createRandom(11)
const words = ['sun', 'sunny', 'rain', 'rainy', 'night', 'love', 'lovely', 'dark', 'a', 'banana']
const vectorSize = 4

/** What each sample is: MFCC whose level follows its number, and a text of a few words, of which the first has none. */
const excerpts = Array.from({ length: samples }, (_, sample) =>
  Float32Array.from({ length: coefficientCount * frames }, () => Math.sin(sample) + random.normal()),
)
const texts = Array.from({ length: samples }, (_, sample) => {
  const tokens = new Int32Array(tokensPerText)
  for (let at = 0; at < sample % 13; at += 1) tokens[at] = random.integer(1, words.length)
  return tokens
})
const vectors = {
  dims: [words.length + 1, vectorSize],
  data: Float32Array.from({ length: (words.length + 1) * vectorSize }, () => random.normal()),
}
const excerptSource: FeatureSource = { source: 'excerpt' }
const textSource: TextSource = {
  source: 'text',
  kind: 'lyrics',
  vocabularySize: words.length + 1,
  gramsOfToken: createGramIds(words),
  vectors,
  lexicon: lexiconTable(words, [
    { word: words[0] ?? '', valence: 0.8, arousal: -0.3 },
    { word: words[2] ?? '', valence: -0.5, arousal: 0.4 },
  ]),
}

function meanRow(tokens: Int32Array, { dims: [, size = 0], data }: WeightTensor): number[] {
  const known = tokens.filter((token) => token > 0)
  return Array.from({ length: size }, (_, at) =>
    Math.fround(known.reduce((sum, token) => sum + (data[token * size + at] ?? 0), 0) / Math.max(1, known.length)),
  )
}

function meanVector(tokens: Int32Array): number[] {
  const scores = textSource.lexicon ? lexiconScores(Float64Array.from(meanRow(tokens, textSource.lexicon))) : []
  return [...meanRow(tokens, vectors), ...Array.from(scores, Math.fround)]
}

/** What a backbone gives of each excerpt. */
const vectorUnits = 7
const vectorSource = { source: 'vector', modality: 'backbone', units: vectorUnits } as const
const backboneRows = excerpts.map(() => Array.from({ length: vectorUnits }, () => Math.fround(random.normal())))

function materialOf(sources: readonly FeatureSource[]): Material {
  const reads = (source: FeatureSource['source']): boolean => sources.some((own) => own.source === source)
  const counts = texts.map(countWords)
  const rows = excerpts.map((mfcc, sample) => [
    ...(reads('excerpt') ? [...summariseExcerpt({ mfcc, coefficients: coefficientCount })].map(Math.fround) : []),
    ...(reads('vector') ? (backboneRows[sample] ?? []) : []),
    ...(reads('text') ? meanVector(texts[sample] ?? new Int32Array(0)) : []),
  ])
  return {
    targets: matrixOf(rows.map((_, sample) => [0.8 * Math.sin(sample), 0.5 * Math.cos(sample) + 0.1 * random.normal()])),
    groups: Int32Array.from(rows, (_, sample) => sample),
    fixed: matrixOf(rows),
    texts: reads('text') ? [{ words: counts, grams: counts.map((own) => countGrams(own, textSource.gramsOfToken)) }] : [],
  }
}

const inputs: Readonly<Record<FeatureSource['source'], { readonly name: string; readonly value: TensorValue }>> = {
  excerpt: {
    name: 'mfcc',
    value: {
      elementType: 'float32',
      dims: [samples, coefficientCount, frames],
      data: Float32Array.from(excerpts.flatMap((excerpt) => [...excerpt])),
    },
  },
  vector: {
    name: 'backbone',
    value: { elementType: 'float32', dims: [samples, vectorUnits], data: Float32Array.from(backboneRows.flat()) },
  },
  text: {
    name: 'lyrics',
    value: {
      elementType: 'int64',
      dims: [samples, tokensPerText],
      data: BigInt64Array.from(texts.flatMap((tokens) => Array.from(tokens, BigInt))),
    },
  },
}

const everySample = Int32Array.from({ length: samples }, (_, sample) => sample)
const kinds: readonly (readonly [string, readonly FeatureSource[]])[] = [
  ['audio', [excerptSource]],
  ['lyrics without word vectors', [{ ...textSource, vectors: null, lexicon: null }]],
  ['a backbone', [vectorSource]],
  ['audio and lyrics', [excerptSource, textSource]],
]

describe.each(kinds)('the graph of a baseline of %s', (kind, sources) => {
  const material = materialOf(kind.includes('without') ? [{ ...textSource, vectors: null, lexicon: null }] : sources)
  const own = kind.includes('without')
    ? {
        ...material,
        fixed: matrixOf(
          excerpts.map(() => []),
          0,
        ),
      }
    : material
  const train = everySample.slice(0, 45)

  it.each(learntBaselineNames)('gives what %s predicts', async (name) => {
    const features = featuresOfPart(own, train)
    const learnt = await baselineModels[name]({ material: own, features, train }, 5, noPace)
    const graph = createGraphBuilder()
    if (sources.some(({ source }) => source === 'excerpt')) graph.input('mfcc', ['n', coefficientCount, frames])
    if (sources.some(({ source }) => source === 'text')) graph.input('lyrics', ['n', tokensPerText], 'int64')
    if (sources.some(({ source }) => source === 'vector')) graph.input('backbone', ['n', vectorUnits])
    const [first] = sources.map(({ source }) => inputs[source].name)
    const excerpt = { mfcc: 'mfcc', waveform: '', power: '', frames }
    graph.output('points', learnt.write({ graph, sources, part: features, excerpt }, first ?? ''), ['n', 2])
    const session = await openSession(encodeModel(graph.build(name), {}))
    const feeds = Object.fromEntries(sources.map(({ source }) => [inputs[source].name, inputs[source].value]))
    const found = float32Output(await session.run(feeds), 'points')
    await session.dispose()
    const wanted = learnt.predict(everySample).values
    expect(found).toHaveLength(wanted.length)
    wanted.forEach((value, index) => expect(Math.abs((found[index] ?? NaN) - value)).toBeLessThan(1e-6))
  })
})

describe('a baseline of samples that lack labels', () => {
  const sources = [excerptSource]
  const material = materialOf(sources)
  const isLacking = (index: number): boolean => index % 2 === 0 && (index / 2) % 3 === 0
  const values = material.targets.values.map((value, index) => (isLacking(index) ? NaN : value))
  const own = { ...material, targets: { ...material.targets, values } }
  const features = featuresOfPart(own, everySample)

  it.each(learntBaselineNames)('%s learns each dimension from what is labelled, in one graph', async (name) => {
    const learnt = await baselineModels[name]({ material: own, features, train: everySample }, 5, noPace)
    const wanted = learnt.predict(everySample).values
    expect(wanted.every(Number.isFinite)).toBe(true)
    const labelled = everySample.filter((sample) => !isLacking(2 * sample))
    const ofLabelled = await baselineModels[name]({ material, features, train: labelled }, 5, noPace)
    if (name === 'mean') expect(wanted[0]).toBeCloseTo(ofLabelled.predict(everySample).values[0] ?? NaN, 12)
    const graph = createGraphBuilder()
    graph.input('mfcc', ['n', coefficientCount, frames])
    const excerpt = { mfcc: 'mfcc', waveform: '', power: '', frames }
    graph.output('points', learnt.write({ graph, sources, part: features, excerpt }, 'mfcc'), ['n', 2])
    const session = await openSession(encodeModel(graph.build(name), {}))
    const found = float32Output(await session.run({ mfcc: inputs.excerpt.value }), 'points')
    await session.dispose()
    wanted.forEach((value, index) => expect(Math.abs((found[index] ?? NaN) - value)).toBeLessThan(1e-6))
  })

  it.each(learntBaselineNames)('%s says the mean of a single label, and 0 without any', async (name) => {
    const few = material.targets.values.map((value, index) => (index % 2 === 1 ? NaN : index === 4 ? 0.25 : index < 4 ? NaN : value))
    const train = Int32Array.of(0, 1, 2)
    const examples = { ...own, targets: { ...material.targets, values: few } }
    const learnt = await baselineModels[name]({ material: examples, features, train }, 5, noPace)
    expect([...learnt.predict(Int32Array.of(5)).values]).toEqual([0.25, 0])
  })
})

it('rounds a threshold down to single precision, so that single numbers go the same way', () => {
  const number = fc.oneof(
    fc.double({ min: -1e30, max: 1e30, noNaN: true }),
    fc.integer({ min: -1000, max: 1000 }).map((value) => value / 1e43),
  )
  fc.assert(
    fc.property(number, number, (threshold, value) => {
      const single = Math.fround(value)
      expect(floorToSingle(threshold)).toBeLessThanOrEqual(threshold)
      expect(single <= floorToSingle(threshold)).toBe(single <= threshold)
    }),
  )
})

/** A Python with onnx and onnxruntime; a development check that other machines skip. */
const python = process.env['CIRCUMPLEX_PYTHON']
const checker = fileURLToPath(new URL('../../fixtures/training/check-models.py', import.meta.url))

describe.skipIf(python === undefined)('Python (set CIRCUMPLEX_PYTHON to one with onnx and onnxruntime)', () => {
  const rule = { lengthSeconds: 3, segmentSeconds: 3, keptSegmentSeconds: 3 }
  const { keptSamples } = shapeOfRule(rule)
  const sources = [excerptSource, textSource]
  const material = materialOf(sources)
  const features = featuresOfPart(material, everySample)
  const waveform = Float32Array.from({ length: samples * keptSamples }, () => 0.3 * random.normal())
  const feeds = { waveform: { elementType: 'float32', dims: [samples, keptSamples], data: waveform }, lyrics: inputs.text.value } as const

  it.each(learntBaselineNames)('accepts %s of audio and lyrics and gives the same numbers', async (name) => {
    const directory = temporaryFolder()
    const learnt = await baselineModels[name]({ material, features, train: everySample }, 5, noPace)
    const path = join(directory, `${name}.onnx`)
    writeFileSync(path, encodeModel(baselineGraph(learnt.write, { sources, part: features, excerptRule: rule }), {}))
    const session = await openSession(path)
    const found = float32Output(await session.run(feeds), outputName)
    await session.dispose()
    for (const [input, { data }] of Object.entries(feeds)) writeFileSync(join(directory, `${name}.${input}`), new Uint8Array(data.buffer))
    const dims = Object.fromEntries(Object.entries(feeds).map(([input, feed]) => [input, feed.dims]))
    const checked = spawnSync(python ?? '', [checker, path, JSON.stringify(dims)], { encoding: 'utf8' })
    expect(checked.stderr).toBe('')
    expect(largestDifference(found, JSON.parse(checked.stdout) as number[])).toBeLessThan(1e-5)
  })
})
