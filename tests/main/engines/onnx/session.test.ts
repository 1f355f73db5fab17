import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Batch } from '@main/engines/engine'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { initialWeights } from '@main/network/initial-weights'
import { studyInputs } from '@main/network/inputs'
import { planBehind, planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import { publishedNames } from '@shared/domain/published-networks'
import { encodeModel } from '@main/onnx/encode-model'
import { networkGraph, outputName } from '@main/onnx/network-graph'
import { float32Output, openSession, type TensorValue } from '@main/onnx/session'
import type { Layer, Network } from '@shared/domain/network'
import { processor } from '@shared/domain/device'
import { caseOf, headCases, globalCases, networkCases, pooledCases, residualCases, smallInputs } from '../../../helpers/random-networks'
import { expectSameTensors, expectSameTraining } from '../../../helpers/same-training'
import { largestDifference } from '../../../helpers/training-golden'
import { oneStep } from '../../../helpers/one-step'

const [onnx, tensorflow] = [createOnnxEngine(), createTensorFlowEngine()]
const inputs = studyInputs({ lyrics: 9, comments: 9 })
const settings = { learningRate: 0.1, weightDecay: 0.01, dropoutSeed: 7 }
const small = { filters: 2, hiddenUnits: 4, embeddingSize: 6 }

/** A published network whose branches are trained with the head. */
function fineTuned(name: (typeof publishedNames)[number]): Network {
  const network = publishedNetwork(name, small)
  return { ...network, branches: network.branches.map((branch) => ({ ...branch, frozen: false })) }
}

describe('both engines train alike', () => {
  it('heads behind frozen branches', async () => {
    await fc.assert(
      fc.asyncProperty(headCases, (network) => expectSameTraining(onnx, tensorflow, network)),
      { numRuns: 20, seed: 1 },
    )
  }, 60_000)

  it('networks of any layers', async () => {
    await fc.assert(
      fc.asyncProperty(networkCases, (network) => expectSameTraining(onnx, tensorflow, network)),
      { numRuns: 30, seed: 2 },
    )
  }, 120_000)

  it('networks that summarise audio over time', async () => {
    await fc.assert(
      fc.asyncProperty(globalCases, (network) => expectSameTraining(onnx, tensorflow, network)),
      { numRuns: 15, seed: 3 },
    )
  }, 60_000)

  it('networks with residuals, layer normalisation and pooling by attention', async () => {
    await fc.assert(
      fc.asyncProperty(residualCases, (network) => expectSameTraining(onnx, tensorflow, network)),
      { numRuns: 12, seed: 4 },
    )
  }, 60_000)

  it('convolutions whose outputs are normalised and pooled', async () => {
    await fc.assert(
      fc.asyncProperty(pooledCases, (network) => expectSameTraining(onnx, tensorflow, network)),
      { numRuns: 20, seed: 3 },
    )
  }, 60_000)

  it.each(publishedNames)('the published %s network', async (name) => {
    await expectSameTraining(onnx, tensorflow, caseOf(planNetwork(publishedNetwork(name, small), inputs), 6, 5))
  })

  it.each(['audio-lyrics', 'audio-comments'] as const)('the %s fusion whose branches are trained on', async (name) => {
    await expectSameTraining(onnx, tensorflow, caseOf(planNetwork(fineTuned(name), inputs), 6, 5))
  })

  it.each([
    [9, 800],
    [800, 9],
    [300, 300],
  ])('two texts drawn from %i and %i words', async (lyrics, comments) => {
    const [first, second] = [fineTuned('lyrics'), fineTuned('comments')]
    const plan = planNetwork({ ...first, branches: [...first.branches, ...second.branches] }, studyInputs({ lyrics, comments }))
    await expectSameTraining(onnx, tensorflow, caseOf(plan, 6, 5))
  })

  it('silence and texts of padding alone, where all pooled numbers are equal', async () => {
    const { plan, weights, batch } = caseOf(planNetwork(fineTuned('audio-lyrics'), inputs), 4, 6)
    const still: Batch = { ...batch, values: { audio: new Float32Array(4 * 20 * 1502).fill(-3), lyrics: new Int32Array(4 * 500) } }
    await expectSameTraining(onnx, tensorflow, { plan, weights, batch: still })
  })
})

describe.each([onnx, tensorflow])('the gradient of equal values by $name', (engine) => {
  it.each([2, 1])('goes to the first one of each window, also where windows overlap (stride %i)', async (stride) => {
    const layers: Layer[] = [{ type: 'embedding', size: 1, trained: true }, { type: 'max-pooling', size: 2, stride }, { type: 'flatten' }]
    const plan = planNetwork(
      { name: 'ties', branches: [{ modality: 'lyrics', frozen: false, layers }], head: [{ type: 'linear', units: 2 }] },
      smallInputs,
    )
    const initial = initialWeights(plan, 1)
    // Words 1 and 2 are equal and larger than word 3 and padding: 1 2 | 3 2 | 1 2 | 3 3 …
    const weights = new Map([...initial, ['lyrics.0.weight', { dims: [7, 1], data: Float32Array.of(0, 2, 2, 1, 0, 0, 0) }]])
    const lyrics = Int32Array.from({ length: 40 }, (_, position) => [1, 2, 3, 3][position % 4] ?? 0)
    const session = await engine.open(plan, weights, processor)
    const { gradients } = await session.gradients({ size: 2, values: { lyrics }, targets: Float32Array.of(1, 2, 3, 4) }, 1)
    await session.close()
    const [padding, first, second, third] = gradients.get('lyrics.0.weight')?.data ?? []
    expect(padding).toBe(0)
    expect(first).not.toBe(0)
    expect(third).not.toBe(0)
    // With a stride of one, the window 2 3 between them has its maximum at word 2.
    if (stride === 2) expect(second).toBe(0)
    else expect(second).not.toBe(0)
  })
})

describe('a session', () => {
  const plan = planNetwork(publishedNetwork('audio-lyrics', small), inputs)

  it.each(publishedNames)('predicts what the exported model predicts: %s', async (name) => {
    const { plan: trained, weights, batch } = caseOf(planNetwork(publishedNetwork(name, small), inputs), 5, 8)
    const session = await onnx.open(trained, weights, processor)
    await oneStep(session, batch, settings)
    const exported = await openSession(encodeModel(networkGraph(trained, await session.weights(), '-1-1'), {}))
    const feeds = Object.fromEntries(
      Object.entries(batch.values).map(([modality, data]): [string, TensorValue] =>
        data instanceof Float32Array
          ? ['mfcc', { elementType: 'float32', dims: [5, 20, 1502], data }]
          : [modality, { elementType: 'int64', dims: [5, 500], data: BigInt64Array.from(data, BigInt) }],
      ),
    )
    expect(largestDifference(await session.predict(batch), float32Output(await exported.run(feeds), outputName))).toBeLessThan(1e-5)
    await exported.dispose()
    await session.close()
  })

  it('takes steps over held samples, many in one run, as it takes them one by one', async () => {
    const behind = planBehind(plan, new Set(['audio', 'lyrics'] as const))
    const { weights, batch } = caseOf(behind, 7, 11)
    const [together, single] = [await onnx.open(behind, weights, processor), await onnx.open(behind, weights, processor)]
    expect(together.canHold(batch.size)).toBe(true)
    await together.hold(batch)
    const all = Int32Array.from({ length: batch.size }, (_, row) => row)
    const steps = Array.from({ length: 2 * together.stepsTogether + 3 }, (_, index) => ({ ...settings, dropoutSeed: index }))
    await together.steps(steps.map((each) => ({ samples: { rows: all }, settings: each })))
    for (const each of steps) await single.steps([{ samples: batch, settings: each }])
    expect(together.stepsTogether).toBeGreaterThan(1)
    expect(await together.takeLoss()).toBeCloseTo(await single.takeLoss(), 5)
    expectSameTensors(await together.weights(), await single.weights(), 'stepped', 1e-6)
    await Promise.all([together.close(), single.close()])
  })

  it('leaves the given weights and those that it gave out as they are', async () => {
    const { weights, batch } = caseOf(plan, 4, 9)
    const before = new Map([...weights].map(([name, { data }]) => [name, Float32Array.from(data)]))
    const session = await onnx.open(plan, weights, processor)
    await oneStep(session, batch, settings)
    const between = await session.weights()
    const kept = Float32Array.from(between.get('head.1.weight')?.data ?? [])
    await oneStep(session, batch, settings)
    for (const [name, data] of before) expect(weights.get(name)?.data, name).toEqual(data)
    expect(between.get('head.1.weight')?.data).toEqual(kept)
    expect((await session.weights()).get('head.1.weight')?.data).not.toEqual(kept)
    await session.close()
  })

  it('drops the same units for the same seed, and others for another', async () => {
    const { weights, batch } = caseOf(plan, 4, 9)
    const session = await onnx.open(plan, weights, processor)
    const first = await session.gradients(batch, 5)
    expect((await session.gradients(batch, 5)).loss).toBe(first.loss)
    expect((await session.gradients(batch, 6)).loss).not.toBe(first.loss)
    await session.close()
  })

  it('refuses weights of another network, and a batch whose numbers do not fill its samples', async () => {
    const other = planNetwork(publishedNetwork('audio-lyrics', { ...small, filters: 3 }), inputs)
    await expect(onnx.open(plan, initialWeights(other, 1), processor)).rejects.toThrow(/audio\.1\.weight/)
    const { weights, batch } = caseOf(plan, 4, 9)
    const session = await onnx.open(plan, weights, processor)
    await expect(session.predict({ ...batch, size: 5 })).rejects.toThrow(/not 150200/)
    await expect(oneStep(session, { ...batch, size: 5 }, settings)).rejects.toThrow(/not 150200/)
    await session.close()
  })
})
