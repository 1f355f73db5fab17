import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { writeMel } from '@main/backbones/mel-nodes'
import { createGraphBuilder } from '@main/engines/onnx/graph-builder'
import { encodeModel } from '@main/onnx/encode-model'
import { float32Output, openSession } from '@main/onnx/session'
import { backboneCardSchema, type MelInput } from '@shared/contract/backbone-card'
import { madeUpCard, type WrittenCard } from '../../helpers/backbones'

const path = join(import.meta.dirname, '../../fixtures/backbones/mel.json')
const golden = z
  .record(z.string(), z.object({ shape: z.array(z.number()), values: z.array(z.number()) }))
  .parse(JSON.parse(readFileSync(path, 'utf8')))

const sampleRate = 16_000
const chirps = [
  [100, 400],
  [900, 3000],
  [3000, 9000],
] as const
const signal = Float32Array.from({ length: 4000 }, (_, index) => {
  const time = index / sampleRate
  return chirps.reduce((sum, [low, rise]) => sum + 0.2 * Math.sin(2 * Math.PI * (low * time + 0.5 * rise * time ** 2)), 0)
})

type WrittenMel = Extract<WrittenCard['input'], { kind: 'mel' }>
const common = { kind: 'mel', sampleRate, fftSize: 512, windowSamples: 400, hopSamples: 160 } as const
const cases: Readonly<Record<string, WrittenMel>> = {
  librosa: { ...common, bands: 40, log: { unit: 'db', range: 80 } },
  relative: { ...common, bands: 40, log: { unit: 'db', reference: 'maximum', range: 60 } },
  magnitudes: {
    ...common,
    ...{ framing: 'reflected', bands: 24, lowHz: 50, highHz: 7000, scale: 'htk', norm: 'none', power: 1 },
    log: { unit: 'ln', offset: 0.01 },
  },
  within: { ...common, framing: 'fft', bands: 24, lowHz: 125, highHz: 7500, scale: 'htk', log: { unit: 'log10', floor: 1e-6 } },
}

function melInput(written: WrittenMel): MelInput {
  const { input } = backboneCardSchema.parse(madeUpCard({ input: written }))
  if (input.kind !== 'mel') throw new Error('A mel input was wanted.')
  return input
}

async function melOf(written: WrittenMel, samples = signal): Promise<{ values: Float32Array; frames: number }> {
  const graph = createGraphBuilder()
  const made = writeMel(graph, graph.input('waveform', ['n', samples.length]), samples.length, melInput(written))
  graph.output('mel', made.edge, ['n', written.bands, made.frames])
  const session = await openSession(encodeModel(graph.build('mel'), {}))
  const outputs = await session.run({ waveform: { elementType: 'float32', dims: [1, samples.length], data: samples } })
  await session.dispose()
  return { values: float32Output(outputs, 'mel'), frames: made.frames }
}

describe('mel bands in a graph', () => {
  it.each(Object.keys(golden))('equal those of librosa: %s', async (name) => {
    const { shape = [], values: wanted = [] } = golden[name] ?? {}
    const written = cases[name]
    if (!written) throw new Error(`No case is named ${name}.`)
    const { values, frames } = await melOf(written)
    expect([written.bands, frames]).toEqual(shape)
    const largest = values.reduce((most, value, index) => Math.max(most, Math.abs(value - (wanted[index] ?? NaN))), 0)
    expect(largest).toBeLessThan(2e-3)
  })

  it('are set to a mean and a deviation last of all', async () => {
    const { values } = await melOf({ ...common, bands: 40, log: { unit: 'db' } })
    const { values: scaled } = await melOf({ ...common, bands: 40, log: { unit: 'db' }, normalisation: { mean: -40, deviation: 20 } })
    for (const index of [0, 100, 900]) expect(scaled[index]).toBeCloseTo(((values[index] ?? NaN) + 40) / 20, 4)
  })

  it('are refused where not one frame fits', async () => {
    await expect(melOf(cases['within'] ?? { ...common, bands: 1, log: { unit: 'none' } }, signal.subarray(0, 300))).rejects.toThrow(
      'A frame of 512 samples does not fit into a window of 300 samples.',
    )
  })
})
