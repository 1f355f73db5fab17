import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it, vi } from 'vitest'
import type { Batch, Step } from '@main/engines/engine'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { predictionGraph } from '@main/engines/onnx/prediction-graph'
import { stepGraph } from '@main/engines/onnx/step-graph'
import { initialWeights } from '@main/network/initial-weights'
import { weightSpecifications, type Weights } from '@main/network/weights'
import { encodeModel } from '@main/onnx/encode-model'
import type { Graph } from '@main/onnx/graph'
import { type Device, processor } from '@shared/domain/device'
import { isShort, longestMs, sized } from '../../../helpers/long'
import { gpuNetwork, gpuNetworkNames } from '../../../helpers/gpu-networks'
import { caseOf, type NetworkCase } from '../../../helpers/random-networks'
import { softwareAdapter } from '../../../helpers/software-adapter'

const gpu = softwareAdapter()
const engine = createOnnxEngine()

describe('every operator of a graph runs on the GPU', () => {
  it.each(gpuNetworkNames)('of a step and a prediction of %s', async (name) => {
    const plan = gpuNetwork(name)
    const update = { kind: { kind: 'update', kept: 0.99 }, form: 'gpu' } as const
    await expectNothingOnProcessor(stepGraph(plan, { ...update, samples: 'fed', steps: 1 }))
    await expectNothingOnProcessor(stepGraph(plan, { ...update, samples: 'held', steps: 2 }))
    await expectNothingOnProcessor(stepGraph(plan, { ...update, kind: { kind: 'gradients' }, samples: 'fed', steps: 1 }))
    await expectNothingOnProcessor(predictionGraph(plan, initialWeights(plan, 1), 'gpu'))
  })

  it('of steps whose targets may be unknown', async () => {
    const update = { kind: { kind: 'update', kept: 0.99 }, form: 'gpu', steps: 1, someUnknown: true } as const
    await expectNothingOnProcessor(stepGraph(gpuNetwork('the head of a fusion'), { ...update, samples: 'held' }))
    await expectNothingOnProcessor(stepGraph(gpuNetwork('the head of a fusion'), { ...update, samples: 'fed' }))
  })
})

/** onnxruntime refuses a graph of which it would have to run a node on the processor. */
async function expectNothingOnProcessor(graph: Graph): Promise<void> {
  const session = await InferenceSession.create(encodeModel(graph, {}), {
    executionProviders: ['webgpu'],
    logSeverityLevel: 4,
    extra: { session: { disable_cpu_ep_fallback: '1' } },
  })
  expect(session.outputNames.length).toBeGreaterThan(0)
  await session.release()
}

/** Weights, losses and outputs after steps over samples that are held or fed. */
interface Trained {
  readonly losses: readonly number[]
  readonly weights: Weights
  readonly outputs: Float32Array
}

async function trained({ plan, weights, batch }: NetworkCase, device: Device, count: number, how: 'held' | 'fed'): Promise<Trained> {
  const session = await engine.open(plan, weights, device)
  const losses: number[] = []
  try {
    if (how === 'held') await session.hold(batch)
    for (let done = 0; done < count; done += 10) {
      await session.steps(Array.from({ length: 10 }, (_, index) => stepOf(batch, done + index, how)))
      losses.push(await session.takeLoss())
    }
    return { losses, weights: await session.weights(), outputs: await session.predict(batch) }
  } finally {
    await session.close()
  }
}

/** Steps of two sizes, so that every graph meets both. */
function stepOf(batch: Batch, index: number, how: 'held' | 'fed'): Step {
  const size = batch.size - (index % 2)
  const settings = { learningRate: 0.01, weightDecay: 0.01, dropoutSeed: index }
  if (how === 'held') return { samples: { rows: Int32Array.from({ length: size }, (_, row) => row) }, settings }
  const cut = Object.entries(batch.values).map(([modality, value]) => [modality, value.slice(0, (value.length / batch.size) * size)])
  return { samples: { size, values: Object.fromEntries(cut) as Batch['values'], targets: batch.targets.slice(0, size * 2) }, settings }
}

/** Largest difference relative to the norm of what is wanted. */
function relative(found: Float32Array, wanted: Float32Array): number {
  const norm = Math.sqrt(wanted.reduce((sum, value) => sum + value ** 2, 0))
  const difference = Math.sqrt(wanted.reduce((sum, value, index) => sum + (value - (found[index] ?? Number.NaN)) ** 2, 0))
  return norm === 0 ? difference : difference / norm
}

/** Most of the time of a case goes into compiling its operators, which every session does anew: few cases, which together have them all. */
const cases: readonly (readonly [string, 'held' | 'fed'])[] = sized(
  [
    ['own', 'fed'],
    ['summarising', 'held'],
    ['the head of a fusion', 'held'],
  ],
  [...gpuNetworkNames.map((name) => [name, 'held'] as const), ['own', 'fed'], ['the head of a fusion', 'fed']],
)
const steps = sized(30, 50)

describe(`${steps} steps on the GPU equal those on the processor`, () => {
  it.each(cases)(
    'of %s, samples %s',
    async (name, how) => {
      const network = caseOf(gpuNetwork(name), 6, 5)
      const [onGpu, onProcessor] = [await trained(network, gpu, steps, how), await trained(network, processor, steps, 'fed')]
      expect(relative(Float32Array.from(onGpu.losses), Float32Array.from(onProcessor.losses)), 'losses').toBeLessThan(1e-4)
      expect(relative(onGpu.outputs, onProcessor.outputs), 'outputs').toBeLessThan(1e-4)
      for (const { name: tensor } of weightSpecifications(network.plan)) {
        const [found, wanted] = [onGpu.weights.get(tensor), onProcessor.weights.get(tensor)]
        expect(relative(found?.data ?? new Float32Array(), wanted?.data ?? new Float32Array()), tensor).toBeLessThan(1e-4)
      }
    },
    longestMs,
  )
})

it.skipIf(isShort)('leaves unknown targets out, and goes on from weights that are loaded, as on the processor', async () => {
  const { plan, weights, batch } = caseOf(gpuNetwork('the head of a fusion'), 6, 5)
  const known = batch.targets.map((_, index) => Number(index % 3 !== 0))
  const settings = { learningRate: 0.01, weightDecay: 0.01, dropoutSeed: 1 }
  const step: Step = { samples: { rows: Int32Array.of(0, 1, 2, 3), knownTargets: 5 }, settings }
  const run = async (device: Device): Promise<{ loss: number; loaded: Float32Array; outputs: Float32Array }> => {
    const session = await engine.open(plan, weights, device)
    await session.hold({ ...batch, known })
    await session.steps([step, step])
    const own = await session.weights()
    await session.load(weights)
    const loaded = await session.predict(batch)
    await session.load(own)
    await session.steps([step])
    const result = { loss: await session.takeLoss(), loaded, outputs: await session.predict(batch) }
    await session.close()
    return result
  }
  const [onGpu, onProcessor] = [await run(gpu), await run(processor)]
  expect(onGpu.loss).toBeCloseTo(onProcessor.loss, 4)
  expect(relative(onGpu.loaded, onProcessor.loaded)).toBeLessThan(1e-4)
  expect(relative(onGpu.outputs, onProcessor.outputs)).toBeLessThan(1e-4)
})

it('holds samples only where they fit one buffer and half of the memory', async () => {
  const { plan, weights } = caseOf(gpuNetwork('audio'), 6, 5)
  const room = async (device: Device, samples: number): Promise<boolean> => {
    const session = await engine.open(plan, weights, device)
    await session.close()
    return session.canHold(samples)
  }
  const bytesOfSample = 20 * 180 * 4
  expect(await room(gpu, 1000)).toBe(true)
  expect(await room(gpu, 10_000)).toBe(false)
  expect(await room({ ...gpu, maxBufferBytes: 2 ** 31 }, 10_000)).toBe(true)
  expect(await room({ ...gpu, maxBufferBytes: 10 * bytesOfSample }, 11)).toBe(false)
  expect(await room({ ...gpu, memoryBytes: 10 * bytesOfSample }, 6)).toBe(false)
})

it('has as many tensors on the GPU after every step', async () => {
  const { plan, weights, batch } = caseOf(gpuNetwork('the head of a fusion'), 6, 5)
  const live = countLiveTensors()
  try {
    const session = await engine.open(plan, weights, gpu)
    await session.hold(batch)
    const counts: number[] = []
    for (let index = 0; index < 4; index += 1) {
      await session.steps([stepOf(batch, index, 'held')])
      counts.push(live.count())
    }
    expect(counts).toEqual(Array(4).fill(counts[0]))
    expect(counts[0]).toBe(weightSpecifications(plan).length + 1 + plan.branches.length + 1)
    await session.close()
    expect(live.count()).toBe(0)
  } finally {
    live.stop()
  }
})

/** Counts tensors on the GPU: those that runs give, less those that are disposed of. */
function countLiveTensors(): { count: () => number; stop: () => void } {
  const live = new Set<Tensor>()
  const prototype = Tensor.prototype as Tensor
  const dispose: (this: Tensor) => void = prototype.dispose
  const create = InferenceSession.create.bind(InferenceSession)
  const counted = (session: InferenceSession): InferenceSession => {
    const run = session.run.bind(session)
    const counting = async (...given: Parameters<typeof run>): ReturnType<typeof run> => {
      const results = await run(...given)
      for (const tensor of Object.values(results)) if (tensor.location === 'gpu-buffer') live.add(tensor)
      return results
    }
    return Object.assign(session, { run: counting })
  }
  const spies = [
    vi.spyOn(prototype, 'dispose').mockImplementation(function (this: Tensor) {
      live.delete(this)
      dispose.call(this)
    }),
    vi.spyOn(InferenceSession, 'create').mockImplementation(async (...given: unknown[]) => {
      return counted(await (Reflect.apply(create, InferenceSession, given) as ReturnType<typeof create>))
    }),
  ]
  return { count: () => live.size, stop: () => spies.forEach((spy) => spy.mockRestore()) }
}

it('gives the same weights again', async () => {
  const network = caseOf(gpuNetwork(sized('the head of a fusion', 'own')), 6, 5)
  const [first, second] = [await trained(network, gpu, 10, 'held'), await trained(network, gpu, 10, 'held')]
  expect(second.weights).toEqual(first.weights)
  expect(second.losses).toEqual(first.losses)
})
