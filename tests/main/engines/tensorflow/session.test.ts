import { describe, expect, it } from 'vitest'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { loadTensorFlow } from '@main/engines/tensorflow/load'
import { studyInputs } from '@main/network/inputs'
import { initialWeights } from '@main/network/initial-weights'
import { planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import { Failure } from '@shared/domain/failure'
import { createRandom } from '@shared/domain/random'
import { processor } from '@shared/domain/device'
import { oneStep } from '../../../helpers/one-step'

const engine = createTensorFlowEngine()

describe('a session', () => {
  const plan = planNetwork(publishedNetwork('audio', { filters: 2, hiddenUnits: 4 }), studyInputs())
  const random = createRandom(3)
  const audio = Float32Array.from({ length: 3 * 20 * 1502 }, () => random.normal())
  const batch = { size: 3, values: { audio }, targets: Float32Array.of(0.1, 0.2, -0.3, 0.4, 0.5, -0.6) }
  const settings = { learningRate: 0.1, weightDecay: 0.01, dropoutSeed: 7 }

  it('keeps the number of tensors from step to step and leaves none behind', async () => {
    const countTensors = (): number => loadTensorFlow().memory().numTensors
    const before = countTensors()
    const session = await engine.open(plan, initialWeights(plan, 1), processor)
    await oneStep(session, batch, settings)
    const afterFirst = countTensors()
    await oneStep(session, batch, settings)
    await session.gradients(batch, 1)
    await session.predict(batch)
    expect(countTensors()).toBe(afterFirst)
    await session.close()
    expect(countTensors()).toBe(before)
  })

  it('drops the same units for the same seed, and others for another', async () => {
    const session = await engine.open(plan, initialWeights(plan, 1), processor)
    const first = await session.gradients(batch, 5)
    expect((await session.gradients(batch, 5)).loss).toBe(first.loss)
    expect((await session.gradients(batch, 6)).loss).not.toBe(first.loss)
    await session.close()
  })

  it('refuses weights of another network', async () => {
    const other = planNetwork(publishedNetwork('audio', { filters: 3 }), studyInputs())
    await expect(engine.open(plan, initialWeights(other, 1), processor)).rejects.toThrow(Failure)
    await expect(engine.open(plan, initialWeights(other, 1), processor)).rejects.toThrow(/audio\.1\.weight/)
  })

  it('refuses a batch whose numbers do not fill its samples', async () => {
    const session = await engine.open(plan, initialWeights(plan, 1), processor)
    await expect(session.predict({ size: 4, values: { audio } })).rejects.toThrow(/not 120160/)
    await session.close()
  })
})
