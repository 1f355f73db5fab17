import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { InferenceSession } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Batch } from '@main/engines/engine'
import { tensorOver } from '@main/engines/onnx/graph-runner'
import { stepGraph } from '@main/engines/onnx/step-graph'
import { createStepInputs } from '@main/engines/onnx/step-inputs'
import { bytesOfStep, fitsDevice, largestBuffer, requireFit } from '@main/network/fits-device'
import { studyInputs } from '@main/network/inputs'
import { type NetworkPlan, planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import type { Weights } from '@main/network/weights'
import { encodeModel } from '@main/onnx/encode-model'
import { suggestBatchSize } from '@main/training/devices/suggest-batch'
import { type Device, processor } from '@shared/domain/device'
import { caseOf } from '../../helpers/random-networks'

const audio = planNetwork(publishedNetwork('audio', { filters: 16, hiddenUnits: 64 }), studyInputs())
const lyrics = planNetwork(
  publishedNetwork('lyrics', { filters: 16, hiddenUnits: 32, embeddingSize: 300 }),
  studyInputs({ lyrics: 20_000 }),
)
const card: Device = { id: 'webgpu', name: 'Radeon', kind: 'webgpu' }

describe('the buffers of a step', () => {
  it('are the shifted copies of a convolution for audio, and the table of words for lyrics', () => {
    const { name, bytes } = largestBuffer(audio, 64)
    expect([name, bytes]).toEqual(['the shifted copies of a batch in layer audio.1 (convolution)', 64 * 10 * 16 * 1502 * 4])
    expect(largestBuffer(lyrics, 2)).toEqual({ name: 'the weights lyrics.0.weight', bytes: 20_000 * 300 * 4 })
  })

  it('that are too large are refused with the buffer, the limit, and the batch size that would fit', () => {
    const limited = { ...card, maxBufferBytes: 32e6 }
    expect(() => requireFit(audio, 64, limited)).toThrow(
      expect.objectContaining({
        code: 'unsupported',
        message: 'A step needs a buffer of 62 MB for the shifted copies of a batch in layer audio.1 (convolution); Radeon allows 32 MB.',
        hint: 'Use a batch size of 33 or less, or train on the CPU.',
      }),
    )
    expect(() => requireFit(audio, 33, limited)).not.toThrow()
    expect(() => requireFit(audio, 64, card)).not.toThrow()
    expect(() => requireFit(lyrics, 64, { ...card, maxBufferBytes: 4e6 })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('smaller network') }),
    )
  })

  it.each(['audio', 'lyrics'] as const)('of the %s graph for GPUs are none larger', async (modality) => {
    const plan = planNetwork(publishedNetwork(modality, { filters: 4, hiddenUnits: 8, embeddingSize: 6 }), studyInputs({ lyrics: 50 }))
    const { batch, weights } = caseOf(plan, 6, 1)
    expect(Math.max(...(await bytesOfNodes(plan, batch, weights)))).toBe(largestBuffer(plan, batch.size).bytes)
  })

  it('fit exactly up to the batch size that the refusal names, and grow with the batch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 256 }), fc.integer({ min: 2e5, max: 5e7 }), (batchSize, maxBufferBytes) => {
        const device = { ...card, maxBufferBytes }
        expect(largestBuffer(audio, batchSize + 1).bytes).toBeGreaterThanOrEqual(largestBuffer(audio, batchSize).bytes)
        expect(bytesOfStep(audio, batchSize)).toBeGreaterThan(largestBuffer(audio, batchSize).bytes)
        if (fitsDevice(audio, batchSize, device)) return requireFit(audio, batchSize, device)
        const hint = hintOf(() => requireFit(audio, batchSize, device))
        const fitting = Number(/batch size of (\d+)/.exec(hint)?.[1] ?? 0)
        expect(fitting === 0 || (fitsDevice(audio, fitting, device) && !fitsDevice(audio, fitting + 1, device))).toBe(true)
      }),
    )
  })
})

describe('a batch size that fills a GPU', () => {
  it('is a power of two within a quarter of its memory and within its buffers, 1024 at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3e8, max: 1e11 }),
        fc.option(fc.integer({ min: 1e6, max: 4e9 }), { nil: undefined }),
        (memoryBytes, limit) => {
          const device = { ...card, memoryBytes, ...(limit === undefined ? {} : { maxBufferBytes: limit }) }
          const suggestion = suggestBatchSize(audio, device)
          if (!suggestion) return
          const { batchSize } = suggestion
          expect([Number.isInteger(Math.log2(batchSize)), batchSize <= 1024, fitsDevice(audio, batchSize, device)]).toEqual([
            true,
            true,
            true,
          ])
          expect(bytesOfStep(audio, batchSize)).toBeLessThanOrEqual(memoryBytes / 4)
        },
      ),
    )
  })

  it('says why, and is left out where nobody knows the memory', () => {
    expect(suggestBatchSize(audio, { ...card, memoryBytes: 12e9 })).toMatchObject({
      device: 'Radeon',
      batchSize: 512,
      reason: expect.stringContaining('of the 12.0 GB of Radeon'),
    })
    expect(suggestBatchSize(audio, card)).toBeNull()
    expect(suggestBatchSize(audio, { ...processor, memoryBytes: 12e9 })).toBeNull()
    expect(suggestBatchSize(audio, { ...card, memoryBytes: 12e9, software: true })).toBeNull()
  })
})

function hintOf(work: () => void): string {
  try {
    work()
    return ''
  } catch (error) {
    return String(Reflect.get(Object(error), 'hint'))
  }
}

const profileSchema = z.array(z.looseObject({ args: z.looseObject({ output_size: z.coerce.number().optional() }).optional() }))

/** The bytes that each node of a step's graph gives, as onnxruntime's profile reports them. */
async function bytesOfNodes(plan: NetworkPlan, batch: Batch, weights: Weights): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'circumplex-profile-'))
  const graph = stepGraph(plan, { kind: { kind: 'update', kept: 1 }, form: 'gpu', samples: 'fed', steps: 1 })
  const session = await InferenceSession.create(encodeModel(graph, {}), { enableProfiling: true, profileFilePrefix: join(folder, 'step') })
  const step = { samples: batch, settings: { learningRate: 1, weightDecay: 0, dropoutSeed: 1 } }
  const numbers = new Map([...createStepInputs(plan, 'gpu').ofStep(step, 0), ['loss', Float32Array.of(0)] as const])
  const numbersOf = (name: string): Float32Array | Int32Array => numbers.get(name) ?? weights.get(name)?.data ?? new Float32Array()
  await session.run(Object.fromEntries(graph.inputs.map((input) => [input.name, tensorOver(input, numbersOf(input.name))])))
  session.endProfiling()
  await session.release()
  const [file = ''] = readdirSync(folder)
  const events = profileSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  rmSync(folder, { recursive: true })
  return events.flatMap(({ args }) => args?.output_size ?? [])
}
