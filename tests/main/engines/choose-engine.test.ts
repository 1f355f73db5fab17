import { describe, expect, it } from 'vitest'
import { chooseEngine, engineForBranches, type EngineWish, requireDeviceToGoOn } from '@main/engines/choose-engine'
import type { Engines, TrainingEngine } from '@main/engines/engine'
import { studyInputs } from '@main/network/inputs'
import { type NetworkPlan, planBehind, planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import { type Device, processor } from '@shared/domain/device'
import { Failure } from '@shared/domain/failure'

const fusion = planNetwork(publishedNetwork('audio-lyrics', { filters: 2, hiddenUnits: 4 }), studyInputs({ lyrics: 5 }))
const head = planBehind(fusion, new Set(['audio', 'lyrics'] as const))

function engineOf(name: TrainingEngine['name'], devices: readonly Device[] = [processor]): TrainingEngine {
  return { name, devices: () => devices, open: () => Promise.reject(new Error('not asked for')) }
}

const enginesOf = (tensorflow: TrainingEngine, onnx: TrainingEngine): Engines => ({ tensorflow: () => tensorflow, onnx: () => onnx })
const auto: EngineWish = { engine: 'auto', device: 'auto' }
const card: Device = { id: 'cuda', name: 'GPU', kind: 'cuda' }

describe('the engine of a run', () => {
  it('is the one that is asked for', () => {
    const engines = enginesOf(engineOf('tensorflow'), engineOf('onnx'))
    expect(chooseEngine({ ...auto, engine: 'onnx' }, engines, fusion).engine.name).toBe('onnx')
    expect(chooseEngine({ ...auto, engine: 'tensorflow' }, engines, head).engine.name).toBe('tensorflow')
  })

  it('is, where nothing was compared, ONNX for a head and TensorFlow else, if it can be loaded', () => {
    const onnx = engineOf('onnx')
    const nameOf = (tensorflow: () => TrainingEngine, plan: NetworkPlan): string =>
      chooseEngine(auto, { tensorflow, onnx: () => onnx }, plan).engine.name
    const missing = (): never => {
      throw new Failure('unsupported', 'TensorFlow could not be loaded.', 'Run the doctor.')
    }
    expect(nameOf(() => engineOf('tensorflow'), head)).toBe('onnx')
    expect(nameOf(() => engineOf('tensorflow', [card]), fusion)).toBe('tensorflow')
    expect(nameOf(() => engineOf('tensorflow'), fusion)).toBe('tensorflow')
    expect(nameOf(missing, fusion)).toBe('onnx')
    expect(() => engineForBranches({ ...auto, engine: 'tensorflow' }, { tensorflow: missing, onnx: () => onnx })).toThrow(
      /could not be loaded/,
    )
  })
})

describe('the device of a run', () => {
  const engines = enginesOf(engineOf('tensorflow', [card]), engineOf('onnx'))
  const chosen = (wish: EngineWish, plan = fusion): string => {
    const { engine, device } = chooseEngine(wish, engines, plan)
    return `${engine.name} on ${device.name}`
  }

  it.each(['cuda', 'CUDA', 'GPU'])('is found as %s, by its id, kind or name', (device) => {
    expect(chosen({ ...auto, device })).toBe('tensorflow on GPU')
  })

  it('is kept to, also where another one is faster or another engine is liked better', () => {
    expect(chosen({ ...auto, device: 'cpu' })).toBe('onnx on CPU')
    expect(chosen({ ...auto, device: 'cuda' }, head)).toBe('tensorflow on GPU')
    expect(engineForBranches({ ...auto, device: 'cpu' }, engines)).toMatchObject({ engine: { name: 'onnx' }, device: processor })
  })

  it('is refused with a list of what there is', () => {
    expect(() => chosen({ ...auto, device: 'webgpu' })).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: expect.stringContaining('no device “webgpu”'),
        hint: 'Choose one of these, or auto: cuda (GPU, by tensorflow); cpu (CPU, by onnx).',
      }),
    )
    expect(() => chosen({ engine: 'onnx', device: 'cuda' })).toThrow(
      expect.objectContaining({ hint: 'Choose one of these, or auto: cpu (CPU, by onnx).' }),
    )
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

  it('is a GPU before the software adapter, which answers where nothing else does', () => {
    const software: Device = { id: 'webgpu-software', name: 'SwiftShader', kind: 'webgpu', software: true }
    const real: Device = { id: 'webgpu', name: 'Radeon', kind: 'webgpu' }
    const on = (...devices: Device[]): string =>
      chooseEngine({ ...auto, device: 'webgpu' }, enginesOf(engineOf('tensorflow'), engineOf('onnx', devices)), fusion).device.name
    expect([on(processor, software, real), on(processor, software)]).toEqual(['Radeon', 'SwiftShader'])
  })
})
