import { describe, expect, it } from 'vitest'
import type { Network } from '@shared/domain/network'
import type { TrainingEngine } from '@main/engines/engine'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { adam, momentNames, withMoments, withoutMoments } from '@main/network/moments'
import { planNetwork } from '@main/network/plan'
import { type Weights, weightNamed } from '@main/network/weights'
import { caseOf } from '../../helpers/random-networks'

const network: Network = {
  name: 'small',
  branches: [
    {
      modality: 'audio',
      frozen: false,
      layers: [
        { type: 'mel-bands', bands: 2 },
        { type: 'global-pooling', by: ['mean', 'deviation', 'change'], lags: [1, 3] },
      ],
    },
  ],
  head: [{ type: 'linear', units: 4 }, { type: 'relu' }, { type: 'linear', units: 2 }],
}
const plan = planNetwork(network, { audio: { kind: 'sequence', channels: 3, length: 12 } })
const { weights, batch } = caseOf(plan, 8, 5)
const settings = { learningRate: 0.01, weightDecay: 0.1, dropoutSeed: 1 }
const steps = 5

/** Trains by the engine, asking before each step for the gradients that the step will see. */
async function train(engine: TrainingEngine): Promise<{ after: Weights; gradients: Weights[] }> {
  const [device] = engine.devices()
  if (device === undefined) throw new RangeError('An engine has a device.')
  const session = await engine.open(plan, withMoments(plan, weights), device)
  const gradients: Weights[] = []
  for (let stepNumber = 1; stepNumber <= steps; stepNumber += 1) {
    gradients.push((await session.gradients(batch, settings.dropoutSeed)).gradients)
    await session.steps([{ samples: batch, settings: { ...settings, stepNumber } }])
  }
  const after = await session.weights()
  await session.close()
  return { after, gradients }
}

/** AdamW as its paper writes it, number by number. */
function adamOf(begin: number, gradients: readonly number[]): number {
  let [value, first, second] = [begin, 0, 0]
  gradients.forEach((gradient, index) => {
    first = adam.firstDecay * first + (1 - adam.firstDecay) * gradient
    second = adam.secondDecay * second + (1 - adam.secondDecay) * gradient ** 2
    const [m, v] = [first / (1 - adam.firstDecay ** (index + 1)), second / (1 - adam.secondDecay ** (index + 1))]
    value = value * (1 - settings.learningRate * settings.weightDecay) - (settings.learningRate * m) / (Math.sqrt(v) + adam.epsilon)
  })
  return value
}

describe.each([createOnnxEngine(), createTensorFlowEngine()])('Adam by $name', (engine) => {
  it('moves weights as its paper says, and keeps its moments beside them', async () => {
    const { after, gradients } = await train(engine)
    for (const [name, { data }] of weights) {
      const moved = weightNamed(after, name).data
      for (const index of data.keys()) {
        const expected = adamOf(
          data[index] ?? 0,
          gradients.map((each) => weightNamed(each, name).data[index] ?? 0),
        )
        expect(moved[index]).toBeCloseTo(expected, 4)
      }
    }
    expect(weightNamed(after, momentNames.second('head.0.weight')).data.some((number) => number > 0)).toBe(true)
    expect([...withoutMoments(plan, after).keys()]).toEqual([...weights.keys()])
  })

  it('goes on from moments that it gave out', async () => {
    const [device] = engine.devices()
    if (device === undefined) throw new RangeError('An engine has a device.')
    const whole = await train(engine)
    let state = withMoments(plan, weights)
    for (let stepNumber = 1; stepNumber <= steps; stepNumber += 1) {
      const session = await engine.open(plan, state, device)
      await session.steps([{ samples: batch, settings: { ...settings, stepNumber } }])
      state = await session.weights()
      await session.close()
    }
    for (const [name, { data }] of state) expect([...data]).toEqual([...weightNamed(whole.after, name).data])
  })
})
