import { describe, expect, it } from 'vitest'
import { resample } from '@main/audio/resample'
import { frontGraph } from '@main/backbones/front-graph'
import { encodeModel } from '@main/onnx/encode-model'
import type { Graph } from '@main/onnx/graph'
import { float32Output, openSession } from '@main/onnx/session'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { createRandom } from '@shared/domain/random'
import { sampleRate } from '@shared/domain/feature-constants'
import { backboneFile, madeUpBackbone, madeUpCard, madeUpUnits, type WrittenCard } from '../../helpers/backbones'
import { backboneFixture } from '../../helpers/backbone-fixtures'

const rule = { lengthSeconds: 5, segmentSeconds: 5, keptSegmentSeconds: 5 }
const { keptSamples } = shapeOfRule(rule)
const random = createRandom(2)
const noise = (gain = 0.2): Float32Array => Float32Array.from({ length: keptSamples }, () => gain * random.normal())

/** What a graph gives of some excerpts, a row each. */
async function rowsOf(graph: Graph, excerpts: readonly Float32Array[]): Promise<Float32Array[]> {
  const session = await openSession(encodeModel(graph, {}))
  const data = new Float32Array(excerpts.length * keptSamples)
  excerpts.forEach((excerpt, index) => data.set(excerpt, index * keptSamples))
  const outputs = await session.run({ waveform: { elementType: 'float32', dims: [excerpts.length, keptSamples], data } })
  await session.dispose()
  const numbers = float32Output(outputs, 'backbone')
  const units = numbers.length / excerpts.length
  return excerpts.map((_, index) => numbers.slice(index * units, (index + 1) * units))
}

/** What the made-up backbone gives by itself of samples at its own rate. */
async function alone(samples: Float32Array): Promise<Float32Array> {
  const session = await openSession(backboneFile().bytes)
  const outputs = await session.run({ x: { elementType: 'float32', dims: [1, samples.length], data: samples } })
  await session.dispose()
  return float32Output(outputs, 'y')
}

function expectClose(found: Float32Array | undefined, wanted: Float32Array, digits = 5): void {
  expect(found).toHaveLength(wanted.length)
  wanted.forEach((value, index) => expect(found?.[index]).toBeCloseTo(value, digits))
}

const card = (changes: Partial<WrittenCard>) => backboneFile(madeUpBackbone(), madeUpCard(changes))
const input = { kind: 'waveform', sampleRate: 16_000 } as const

describe('the graph in front of a backbone', () => {
  it.each([8000, 16_000, 22_050, 32_000, 48_000])('gives it samples at %d Hz, as the program resamples them', async (rate) => {
    const excerpt = noise()
    const [found] = await rowsOf(frontGraph(card({ input: { ...input, sampleRate: rate } }), rule), [excerpt])
    expectClose(found, await alone(resample(excerpt, sampleRate, rate)))
  })

  it('gives an excerpt the same beside others as alone', async () => {
    const graph = frontGraph(backboneFile(), rule)
    const excerpts = [noise(), noise(), noise()]
    const together = await rowsOf(graph, excerpts)
    for (const [index, excerpt] of excerpts.entries())
      expectClose(together[index], (await rowsOf(graph, [excerpt]))[0] ?? new Float32Array())
  })

  it('cuts windows and pools what the backbone gives of each', async () => {
    const excerpt = noise()
    const samples = resample(excerpt, sampleRate, 16_000)
    const [length, hop] = [24_000, 10_000]
    const parts = await Promise.all(
      Array.from({ length: Math.floor((samples.length - length) / hop) + 1 }, (_, at) => alone(samples.slice(at * hop, at * hop + length))),
    )
    expect(parts).toHaveLength(6)
    const windows = { lengthSeconds: length / 16_000, hopSeconds: hop / 16_000 }
    const of = async (pooling: WrittenCard['pooling']) =>
      (await rowsOf(frontGraph(card({ input: { ...input, windows }, pooling }), rule), [excerpt]))[0]
    const columns = Array.from({ length: madeUpUnits }, (_, unit) => parts.map((part) => part[unit] ?? NaN))
    const means = columns.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length)
    const deviations = columns.map((values, unit) =>
      Math.sqrt(values.reduce((sum, value) => sum + (value - (means[unit] ?? NaN)) ** 2, 0) / values.length),
    )
    expectClose(await of('mean'), Float32Array.from(means))
    expectClose(
      await of('maximum'),
      Float32Array.from(columns, (values) => Math.max(...values)),
    )
    expectClose(await of('mean+deviation'), Float32Array.from([...means, ...deviations]))
  })

  it('pools outputs along time, wherever their axes stand', async () => {
    const excerpt = noise()
    const overTime = madeUpBackbone(['n', 'samples'], (_graph, edge) => ({ edge, dims: ['n', madeUpUnits, 'time'] }))
    const inTime = backboneFile(overTime, madeUpCard({ output: { axes: ['batch', 'units', 'time'] } }))
    const [found] = await rowsOf(frontGraph(inTime, rule), [excerpt])
    expectClose(found, await alone(resample(excerpt, sampleRate, 16_000)))
  })

  it('takes any edge within the backbone, and leaves out what nothing follows from', async () => {
    const { bytes } = backboneFile()
    const inner = { bytes, card: card({ output: { name: 'Abs 2.0', axes: ['batch', 'units', 'time'] } }).card, name: 'listener.onnx' }
    const graph = frontGraph(inner, rule)
    const excerpt = noise()
    expectClose((await rowsOf(graph, [excerpt]))[0], await alone(resample(excerpt, sampleRate, 16_000)))
    expect(encodeModel(graph, {}).length).toBeLessThan(encodeModel(frontGraph(backboneFile(), rule), {}).length + 100)
  })

  it('feeds mel bands in the order that the card names', async () => {
    const mel = {
      kind: 'mel',
      sampleRate: 16_000,
      fftSize: 400,
      windowSamples: 400,
      hopSamples: 160,
      bands: 20,
      log: { unit: 'db' },
    } as const
    const bandsFirst = backboneFile(madeUpBackbone(['n', 20, 'frames']), madeUpCard({ input: mel }))
    const excerpts = [noise(), noise()]
    const wanted = await rowsOf(frontGraph(bandsFirst, rule), excerpts)
    const turned = backboneFile(turnedBackbone(), madeUpCard({ input: { ...mel, axes: ['batch', 'channel', 'frames', 'bands'] } }))
    const found = await rowsOf(frontGraph(turned, rule), excerpts)
    wanted.forEach((row, index) => expectClose(found[index], row, 4))
  })

  it('sets excerpts to one loudness before the backbone reads them, where the rule says so', async () => {
    const graph = frontGraph(backboneFile(), { ...rule, level: 'matched' })
    const excerpt = noise()
    const [loud, quiet] = await rowsOf(graph, [excerpt, excerpt.map((sample) => sample / 8)])
    expectClose(quiet, loud ?? new Float32Array(), 4)
    const [plain] = await rowsOf(frontGraph(backboneFile(), rule), [excerpt])
    expect(plain?.[0]).not.toBeCloseTo(loud?.[0] ?? NaN, 3)
  })

  it('writes operators of earlier versions anew, those of graphs within graphs too', async () => {
    const { bytes, output = [] } = backboneFixture('old')
    const windows = { lengthSeconds: 400 / sampleRate, hopSeconds: 100 }
    const { card: own } = card({ input: { ...input, sampleRate, windows } })
    const ramp = new Float32Array(keptSamples)
    for (let index = 0; index < 400; index += 1) ramp[index] = Math.round(Math.sin(index / 7) * 1e4) / 1e4
    const [found] = await rowsOf(frontGraph({ bytes, card: own, name: 'old.onnx' }, rule), [ramp])
    expectClose(found, Float32Array.from(output), 6)
  })
})

/** The made-up backbone of mel bands that reads frames before bands, and one channel. */
function turnedBackbone(): Graph {
  const { inputs, nodes, initializers, ...graph } = madeUpBackbone(['n', 20, 'frames'])
  return {
    ...graph,
    inputs: inputs.map(({ elementType }) => ({ name: 'z', elementType, dims: [1, 1, 'frames', 20] })),
    initializers: [...initializers, { name: 'channel', elementType: 'int64', dims: [1], data: [1] }],
    nodes: [
      { operator: 'Squeeze', inputs: ['z', 'channel'], outputs: ['turned'] },
      { operator: 'Transpose', inputs: ['turned'], outputs: ['x'], attributes: { perm: { kind: 'ints', value: [0, 2, 1] } } },
      ...nodes,
    ],
  }
}
