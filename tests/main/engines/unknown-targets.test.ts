import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Batch, TrainingEngine, TrainingSession } from '@main/engines/engine'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { planNetwork } from '@main/network/plan'
import { processor } from '@shared/domain/device'
import type { Network } from '@shared/domain/network'
import { createRandom } from '@shared/domain/random'
import { oneStep } from '../../helpers/one-step'
import { caseOf, headCases } from '../../helpers/random-networks'
import { expectSameTensors, expectSameTraining } from '../../helpers/same-training'

const network: Network = {
  name: 'head',
  branches: [{ modality: 'audio', frozen: false, layers: [] }],
  head: [{ type: 'linear', units: 4 }, { type: 'batch-normalisation' }, { type: 'relu' }, { type: 'linear', units: 2 }],
}
const plan = planNetwork(network, { audio: { kind: 'vector', units: 3 } })
const { weights, batch } = caseOf(plan, 6, 3)
const settings = { learningRate: 0.01, weightDecay: 0.1, dropoutSeed: 1 }
const maskOf = (isKnown: (index: number) => boolean): Float32Array =>
  Float32Array.from({ length: 2 * batch.size }, (_, index) => Number(isKnown(index)))
const onlyArousal = maskOf((index) => index % 2 === 1)

/** A target that nobody knows, as far from everything as it can be. */
const withMask = (own: Batch, known: Float32Array): Batch => ({
  ...own,
  targets: own.targets.map((target, index) => (known[index] === 1 ? target : 1e6)),
  known,
})

async function inSession<Value>(engine: TrainingEngine, work: (session: TrainingSession) => Promise<Value>): Promise<Value> {
  const session = await engine.open(plan, weights, processor)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

describe('unknown targets', () => {
  it('leave both engines with the same loss, gradients and steps, whichever they are', async () => {
    await fc.assert(
      fc.asyncProperty(headCases, fc.integer({ min: 1, max: 1e6 }), async (drawn, seed) => {
        const random = createRandom(seed)
        const known = drawn.batch.targets.map(() => random.integer(0, 1))
        const targets = drawn.batch.targets.map((target, index) => (known[index] === 1 ? target : 0.5))
        await expectSameTraining(createOnnxEngine(), createTensorFlowEngine(), { ...drawn, batch: { ...drawn.batch, targets, known } })
      }),
      { numRuns: 8 },
    )
  })

  describe.each([createOnnxEngine(), createTensorFlowEngine()])('by $name', (engine) => {
    const gradientsOf = (own: Batch): ReturnType<TrainingSession['gradients']> => inSession(engine, (session) => session.gradients(own, 1))

    it('change nothing where there are none', async () => {
      const [all, plain] = [await gradientsOf({ ...batch, known: maskOf(() => true) }), await gradientsOf(batch)]
      expect(all.loss).toBeCloseTo(plain.loss, 6)
      expectSameTensors(all.gradients, plain.gradients, 'gradient', 1e-6)
    })

    it('count for nothing: the loss is the mean over the others, and no gradient is theirs', async () => {
      const outputs = await inSession(engine, async (session) => {
        const { loss, gradients } = await session.gradients(withMask(batch, onlyArousal), 1)
        const bias = gradients.get('head.3.bias')?.data ?? []
        expect(bias[0]).toBe(0)
        expect(bias[1]).not.toBe(0)
        return loss
      })
      const both = await gradientsOf(batch)
      const valence = await gradientsOf(
        withMask(
          batch,
          maskOf((index) => index % 2 === 0),
        ),
      )
      expect((outputs + valence.loss) / 2).toBeCloseTo(both.loss, 5)
    })

    it('of a whole batch give no loss and no gradient, never NaN', async () => {
      const none = withMask(
        batch,
        maskOf(() => false),
      )
      const { loss, gradients } = await gradientsOf(none)
      expect(loss).toBe(0)
      for (const { data } of gradients.values()) expect(data.every((value) => value === 0)).toBe(true)
      expect(await inSession(engine, (session) => oneStep(session, none, settings))).toBe(0)
    })

    it('weigh the loss of several steps by what was known', async () => {
      const first = maskOf((index) => index === 1)
      const losses = await inSession(engine, async (session) => {
        const alone = [
          (await session.gradients(withMask(batch, first), 1)).loss,
          (await session.gradients(withMask(batch, onlyArousal), 1)).loss,
        ]
        const still = { ...settings, learningRate: 0 }
        await session.steps([
          { samples: withMask(batch, first), settings: still },
          { samples: withMask(batch, onlyArousal), settings: still },
        ])
        return { alone, together: await session.takeLoss() }
      })
      expect(losses.together).toBeCloseTo(((losses.alone[0] ?? 0) + 6 * (losses.alone[1] ?? 0)) / 7, 4)
    })
  })

  it('that are held beside the weights give the steps that carried ones give', async () => {
    const known = maskOf((index) => index % 3 !== 0)
    const rows = Int32Array.of(4, 0, 1, 5)
    const pick = (values: Float32Array, width: number): Float32Array =>
      Float32Array.from([...rows].flatMap((row) => [...values.subarray(row * width, (row + 1) * width)]))
    const masked = withMask(batch, known)
    const fed: Batch = {
      size: rows.length,
      values: { audio: pick(Float32Array.from(batch.values.audio ?? []), 3) },
      targets: pick(masked.targets, 2),
      known: pick(known, 2),
    }
    const knownTargets = pick(known, 2).reduce((sum, weight) => sum + weight, 0)
    const after = (samples: 'held' | 'fed'): ReturnType<TrainingSession['weights']> =>
      inSession(createOnnxEngine(), async (session) => {
        if (samples === 'held') await session.hold(masked)
        const step = { samples: samples === 'held' ? { rows, knownTargets } : fed, settings }
        await session.steps([step, step])
        return session.weights()
      })
    expectSameTensors(await after('held'), await after('fed'), 'stepped', 1e-6)
  })
})
