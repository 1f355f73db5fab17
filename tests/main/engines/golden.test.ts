import { describe, expect, it } from 'vitest'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { goldenCases, largestDifference } from '../../helpers/training-golden'
import { processor } from '@shared/domain/device'
import { oneStep } from '../../helpers/one-step'

const engines = { tensorflow: createTensorFlowEngine(), onnx: createOnnxEngine() }

describe.each(
  goldenCases().flatMap((golden) => [
    { name: golden.name, by: 'tensorflow' as const, golden },
    { name: golden.name, by: 'onnx' as const, golden },
  ]),
)('$by against PyTorch: $name', ({ by, golden }) => {
  const engine = engines[by]
  const settings = { learningRate: golden.learningRate, weightDecay: golden.weightDecay, dropoutSeed: 1 }

  it('gives the same outputs in evaluation', async () => {
    const session = await engine.open(golden.plan, golden.weights, processor)
    expect(largestDifference(await session.predict(golden.batch), golden.outputs)).toBeLessThan(1e-4)
    await session.close()
  })

  it('gives the same loss and gradients', async () => {
    const session = await engine.open(golden.plan, golden.weights, processor)
    const { loss, gradients } = await session.gradients(golden.batch, 1)
    expect(Math.abs(loss - golden.loss)).toBeLessThan(1e-4)
    expect([...gradients.keys()].sort()).toEqual([...golden.gradients.keys()].sort())
    for (const [name, { data }] of golden.gradients) {
      expect(largestDifference(gradients.get(name)?.data ?? [], data), name).toBeLessThan(1e-4)
    }
    await session.close()
  })

  it('has the same weights and running statistics after three steps', async () => {
    const session = await engine.open(golden.plan, golden.weights, processor)
    for (let count = 0; count < 3; count += 1) await oneStep(session, golden.batch, settings)
    const weights = await session.weights()
    for (const [name, { data }] of golden.stepped) {
      expect(largestDifference(weights.get(name)?.data ?? [], data), name).toBeLessThan(1e-4)
    }
    await session.close()
  })
})
