import { describe, expect, it } from 'vitest'
import { compareEngines, type ComparisonEnvironment } from '@main/engines/compare-engines'
import type { EngineOnDevice, TrainingEngine } from '@main/engines/engine'
import { madeUpBatch } from '@main/engines/made-up-batch'
import { initialWeights } from '@main/network/initial-weights'
import { studyInputs } from '@main/network/inputs'
import { planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import { type Device, processor } from '@shared/domain/device'

const plan = planNetwork(publishedNetwork('audio-lyrics', { filters: 2, hiddenUnits: 4 }), studyInputs({ lyrics: 50 }))
const trial = { plan, weights: initialWeights(plan, 1), batch: madeUpBatch(plan, 2) }
const card: Device = { id: 'webgpu', name: 'GPU', kind: 'webgpu' }

/** Engines whose steps take so long, the sessions that they hold open, and what was opened. */
function madeUpEngines() {
  const [opened, log] = [new Set<object>(), [] as string[]]
  const of = (name: TrainingEngine['name'], device: Device, milliseconds: number, failsAt = Infinity): EngineOnDevice => {
    let steps = 0
    const step = async (): Promise<void> => {
      steps += 1
      if (steps >= failsAt) throw new Error('out of memory\nwith more words')
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
    }
    const open: TrainingEngine['open'] = (_plan, _weights, on) => {
      log.push(`${name} ${on.id}`)
      const session = {
        stepsTogether: 1,
        canHold: () => false,
        hold: () => Promise.reject(new Error('not asked for')),
        steps: step,
        takeLoss: () => Promise.resolve(0),
        gradients: () => Promise.reject(new Error('not asked for')),
        predict: () => Promise.reject(new Error('not asked for')),
        weights: () => Promise.resolve(new Map()),
        load: () => Promise.reject(new Error('not asked for')),
        close: () => Promise.resolve(void opened.delete(session)),
      }
      opened.add(session)
      return Promise.resolve(session)
    }
    return { engine: { name, devices: () => [device], open }, device }
  }
  return { of, log, opened: () => opened.size }
}

const environment = (abort = new AbortController(), abortAt = Infinity): ComparisonEnvironment => ({
  signal: abort.signal,
  yieldToEvents: () => Promise.resolve(),
  onProgress: (done) => done >= abortAt && abort.abort(),
})

describe('a comparison of engines', () => {
  it('puts the quickest first, hands each its device, and leaves nothing open', async () => {
    const { of, log, opened } = madeUpEngines()
    const candidates = [of('tensorflow', processor, 40), of('onnx', processor, 20), of('onnx', card, 1)]
    const { compared, failed } = await compareEngines(candidates, trial, environment())
    expect(compared.map(({ engine, device }) => `${engine} ${device.id}`)).toEqual(['onnx webgpu', 'onnx cpu', 'tensorflow cpu'])
    expect(compared.every(({ millisecondsAStep }) => millisecondsAStep > 0)).toBe(true)
    expect([failed, log, opened()]).toEqual([[], ['tensorflow cpu', 'onnx cpu', 'onnx webgpu'], 0])
  })

  it.each([1, 2])('leaves out what fails in its round %i, with the reason', async (round) => {
    const { of, opened } = madeUpEngines()
    const { compared, failed } = await compareEngines([of('onnx', processor, 5), of('onnx', card, 1, round)], trial, environment())
    expect(compared.map(({ device }) => device)).toEqual([processor])
    expect(failed).toEqual([{ engine: 'onnx', device: card, reason: 'out of memory' }])
    expect(opened()).toBe(0)
  })

  it.each([0, 3])('ends when it is stopped after %i steps', async (steps) => {
    const { of, opened } = madeUpEngines()
    const abort = new AbortController()
    if (steps === 0) abort.abort()
    const candidates = [of('tensorflow', processor, 1), of('onnx', processor, 1)]
    await expect(compareEngines(candidates, trial, environment(abort, steps))).rejects.toMatchObject({ code: 'cancelled' })
    expect(opened()).toBe(0)
  })
})

it('a made-up batch has the shapes of its network, words of the vocabulary and padding, and the same numbers each time', () => {
  const { values, targets } = madeUpBatch(plan, 3)
  expect([values.audio?.length, values.lyrics?.length, targets.length]).toEqual([3 * 20 * 1502, 3 * 500, 6])
  const words = [...(values.lyrics ?? [])]
  expect([Math.min(...words), Math.max(...words) < 50, words.at(-1)]).toEqual([0, true, 0])
  expect(madeUpBatch(plan, 3)).toEqual({ size: 3, values, targets })
})
