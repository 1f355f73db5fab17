import { describe, expect, it } from 'vitest'
import type { Calibration } from '@main/engines/calibrate'
import { chooseEngine, engineForBranches, type EngineWish, requireDeviceToGoOn } from '@main/engines/choose-engine'
import type { Engines, TrainingEngine } from '@main/engines/engine'
import { initialWeights } from '@main/network/initial-weights'
import { studyInputs } from '@main/network/inputs'
import { type NetworkPlan, planBehind, planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import { type Device, processor } from '@shared/domain/device'
import { Failure } from '@shared/domain/failure'

const fusion = planNetwork(publishedNetwork('audio-lyrics', { filters: 2, hiddenUnits: 4 }), studyInputs({ lyrics: 5 }))
const head = planBehind(fusion, new Set(['audio', 'lyrics'] as const))

/** An engine whose steps take so long, and the sessions that it holds open. */
function engineOf(
  name: TrainingEngine['name'],
  milliseconds: number,
  devices: readonly Device[] = [processor],
): TrainingEngine & { open: TrainingEngine['open']; opened: () => number } {
  let opened = 0
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
  return {
    name,
    devices: () => devices,
    opened: () => opened,
    open: () => {
      opened += 1
      return Promise.resolve({
        stepsTogether: 1,
        canHold: () => false,
        hold: () => Promise.reject(new Error('not asked for')),
        steps: () => wait(),
        takeLoss: () => Promise.resolve(0),
        step: async () => wait().then(() => ({ loss: 0 })),
        gradients: () => Promise.reject(new Error('not asked for')),
        predict: () => Promise.reject(new Error('not asked for')),
        weights: () => Promise.resolve(new Map()),
        close: () => {
          opened -= 1
          return Promise.resolve()
        },
      })
    },
  }
}

function calibrationOf(plan: NetworkPlan, signal = new AbortController().signal): Calibration {
  return {
    plan,
    weights: () => initialWeights(plan, 1),
    batch: () => Promise.resolve({ size: 0, values: {}, targets: new Float32Array() }),
    environment: { signal, yieldToEvents: () => Promise.resolve(), onProgress: () => undefined },
  }
}

const enginesOf = (tensorflow: TrainingEngine, onnx: TrainingEngine): Engines => ({ tensorflow: () => tensorflow, onnx: () => onnx })
const [slow, quick] = [40, 1]
const auto: EngineWish = { engine: 'auto', device: 'auto' }
const card: Device = { id: 'cuda', name: 'GPU', kind: 'cuda' }

describe('the engine of a run', () => {
  it('is the one that is asked for', async () => {
    const engines = enginesOf(engineOf('tensorflow', quick), engineOf('onnx', slow))
    expect((await chooseEngine({ ...auto, engine: 'onnx' }, engines, calibrationOf(fusion), 1000)).engine.name).toBe('onnx')
    expect((await chooseEngine({ ...auto, engine: 'tensorflow' }, engines, calibrationOf(head), 1000)).engine.name).toBe('tensorflow')
  })

  it.each([
    ['tensorflow', quick, slow],
    ['onnx', slow, quick],
  ] as const)('is %s where its steps are the quicker ones', async (name, tensorflowMs, onnxMs) => {
    const [tensorflow, onnx] = [engineOf('tensorflow', tensorflowMs), engineOf('onnx', onnxMs)]
    expect((await chooseEngine(auto, enginesOf(tensorflow, onnx), calibrationOf(fusion), 1000)).engine.name).toBe(name)
    expect([tensorflow.opened(), onnx.opened()]).toEqual([0, 0])
  })

  it('is found without steps for a head, a graphics card, a short run, and where TensorFlow cannot be loaded', async () => {
    const onnx = engineOf('onnx', quick)
    const nameOf = async (tensorflow: () => TrainingEngine, plan: NetworkPlan, steps: number): Promise<string> =>
      (await chooseEngine(auto, { tensorflow, onnx: () => onnx }, calibrationOf(plan), steps)).engine.name
    const missing = (): never => {
      throw new Failure('unsupported', 'TensorFlow could not be loaded.', 'Run the doctor.')
    }
    expect(await nameOf(() => engineOf('tensorflow', slow), head, 1000)).toBe('onnx')
    expect(await nameOf(() => engineOf('tensorflow', slow, [card]), fusion, 1000)).toBe('tensorflow')
    expect(await nameOf(() => engineOf('tensorflow', slow), fusion, 10)).toBe('tensorflow')
    expect(await nameOf(missing, fusion, 1000)).toBe('onnx')
    expect(() => engineForBranches({ ...auto, engine: 'tensorflow' }, { tensorflow: missing, onnx: () => onnx })).toThrow(
      /could not be loaded/,
    )
  })

  it.each(['before', 'during'] as const)('is not chosen when the run is stopped %s the comparison', async (moment) => {
    const abort = new AbortController()
    const [tensorflow, onnx] = [engineOf('tensorflow', quick), engineOf('onnx', quick)]
    const calibration = calibrationOf(fusion, abort.signal)
    const stopping: Calibration = {
      ...calibration,
      environment: { ...calibration.environment, onProgress: (done) => done === 3 && abort.abort() },
    }
    if (moment === 'before') abort.abort()
    await expect(chooseEngine(auto, enginesOf(tensorflow, onnx), stopping, 1000)).rejects.toMatchObject({ code: 'cancelled' })
    expect([tensorflow.opened(), onnx.opened()]).toEqual([0, 0])
  })
})

describe('the device of a run', () => {
  const engines = enginesOf(engineOf('tensorflow', quick, [card]), engineOf('onnx', slow))
  const chosen = async (wish: EngineWish, plan = fusion): Promise<string> => {
    const { engine, device } = await chooseEngine(wish, engines, calibrationOf(plan), 1000)
    return `${engine.name} on ${device.name}`
  }

  it.each(['cuda', 'CUDA', 'GPU'])('is found as %s, by its id, kind or name', async (device) => {
    expect(await chosen({ ...auto, device })).toBe('tensorflow on GPU')
  })

  it('is kept to, also where another one is faster or another engine is liked better', async () => {
    expect(await chosen({ ...auto, device: 'cpu' })).toBe('onnx on CPU')
    expect(await chosen({ ...auto, device: 'cuda' }, head)).toBe('tensorflow on GPU')
    expect(engineForBranches({ ...auto, device: 'cpu' }, engines)).toMatchObject({ engine: { name: 'onnx' }, device: processor })
  })

  it('is handed to the engine, in comparisons too', async () => {
    const asked: string[] = []
    const both = (name: TrainingEngine['name'], milliseconds: number): TrainingEngine => {
      const engine = engineOf(name, milliseconds, [processor, card])
      const open: TrainingEngine['open'] = (plan, weights, device) => {
        asked.push(`${name} ${device.id}`)
        return engine.open(plan, weights, device)
      }
      return { ...engine, open }
    }
    await chooseEngine(auto, enginesOf(both('tensorflow', slow), both('onnx', quick)), calibrationOf(fusion), 1000)
    expect(asked).toEqual(['tensorflow cpu', 'tensorflow cuda', 'onnx cpu', 'onnx cuda'])
  })

  it('is refused with a list of what there is', async () => {
    await expect(chosen({ ...auto, device: 'webgpu' })).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('no device “webgpu”'),
      hint: 'Choose one of these, or auto: cuda (GPU, by tensorflow); cpu (CPU, by onnx).',
    })
    await expect(chosen({ engine: 'onnx', device: 'cuda' })).rejects.toMatchObject({
      hint: 'Choose one of these, or auto: cpu (CPU, by onnx).',
    })
  })

  it('never becomes another on its own when a run goes on: what is gone is said, with what is there', () => {
    const goOn = (engine: EngineWish['engine'], device: string) => () => requireDeviceToGoOn({ engine, device }, engines)
    expect(goOn('tensorflow', 'GPU')).not.toThrow()
    expect(goOn('onnx', 'auto')).not.toThrow()
    expect(goOn('onnx', 'GPU')).toThrow(
      expect.objectContaining({
        code: 'device-gone',
        message: expect.stringContaining('“GPU”'),
        hint: expect.stringMatching(/cpu \(CPU\)/u),
      }),
    )
  })
})
