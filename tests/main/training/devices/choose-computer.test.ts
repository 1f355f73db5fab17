import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareDevicesPayloadSchema } from '@shared/contract/workers/compare-devices'
import { type Device, type OfferedDevice, processor } from '@shared/domain/device'
import { Failure } from '@shared/domain/failure'
import { openChoicesFile } from '@main/choices-file'
import { createDevices } from '@main/jobs/devices'
import type { RunWorker } from '@main/jobs/run-worker'
import { publishedNetwork } from '@main/network/published'
import { type ChoiceRequest, chooseComputer } from '@main/training/devices/choose-computer'
import type { EngineWish } from '@main/training/devices/wish'
import { temporaryFolder } from '../../../helpers/library'

const card: Device = { id: 'webgpu', name: 'NVIDIA RTX 4070', kind: 'webgpu', driver: '560.35' }
const software: Device = { id: 'webgpu-software', name: 'SwiftShader', kind: 'webgpu', software: true }
const auto: EngineWish = { engine: 'auto', device: 'auto' }

/** A machine with these adapters, the workers that it started, and a file of comparisons. */
function machineWith(adapters: readonly Device[], fails: (device: Device) => Error | null = () => null) {
  const started: string[] = []
  const runWorker: RunWorker = (kind, payload) => {
    if (kind === 'adapters') {
      const { which } = payload as { which: string }
      started.push(`adapters ${which}`)
      const found = adapters.filter(({ software: isSoftware = false }) => isSoftware === (which === 'software'))
      return Promise.resolve({ adapters: found, absence: found.length > 0 ? null : { reason: 'None.', mend: null } })
    }
    if (kind === 'devices') {
      const found = (payload as { adapters: Device[] }).adapters
      const devices: OfferedDevice[] = [
        { ...processor, engines: ['tensorflow', 'onnx'] },
        ...found.map((device) => ({ ...device, engines: ['onnx' as const] })),
      ]
      return Promise.resolve({ devices })
    }
    const { candidates } = compareDevicesPayloadSchema.parse(payload)
    started.push(`compare ${candidates.map(({ engine, device }) => `${engine} ${device.id}`).join(', ')}`)
    const failure = candidates.map(({ device }) => fails(device)).find((error) => error !== null)
    if (failure) return Promise.reject(failure)
    const time = (engine: string, { kind }: Device): number => (kind === 'webgpu' ? 3.1 : engine === 'onnx' ? 41 : 80)
    const rows = candidates.map((candidate) => ({ ...candidate, millisecondsAStep: time(candidate.engine, candidate.device) }))
    return Promise.resolve({ compared: rows.toReversed(), failed: [] })
  }
  const choices = openChoicesFile(join(temporaryFolder(), 'compared-devices.json'))
  return { context: { runWorker, devices: createDevices(runWorker), choices }, started }
}

function request(changes: Partial<ChoiceRequest> = {}, batchSize = 64): ChoiceRequest {
  const network = publishedNetwork('audio', { filters: 2, hiddenUnits: 4 })
  const job = { signal: new AbortController().signal, progress: () => undefined }
  return { work: { network, vocabularySizes: {}, batchSize }, steps: 1000, anew: false, job, ...changes }
}

describe('the engine and the device of a run', () => {
  it('are those that are the quickest, with the reason; each GPU is compared in a process of its own', async () => {
    const { context, started } = machineWith([card])
    expect(await chooseComputer(context, auto, request())).toMatchObject({
      engine: 'onnx',
      device: 'webgpu',
      adapters: [card],
      choice: {
        remembered: false,
        reason:
          'ONNX on NVIDIA RTX 4070 was the quickest: ONNX on NVIDIA RTX 4070 3.1 ms a step; ONNX on CPU 41 ms; TensorFlow on CPU 80 ms',
      },
    })
    expect(started).toEqual(['adapters system', 'compare tensorflow cpu, onnx cpu', 'compare onnx webgpu'])
  })

  it('are remembered for the network and the batch, until they are compared anew', async () => {
    const { context, started } = machineWith([card])
    await chooseComputer(context, auto, request())
    const again = await chooseComputer(context, auto, request())
    expect(again).toMatchObject({ device: 'webgpu', choice: { remembered: true, reason: expect.stringContaining('earlier comparison') } })
    expect(started).toHaveLength(3)
    await chooseComputer(context, auto, request({}, 32))
    expect(started).toHaveLength(5)
    expect(await chooseComputer(context, auto, request({ anew: true }))).toMatchObject({ choice: { remembered: false } })
    expect(started).toHaveLength(7)
  })

  it('are compared anew where the driver is another', async () => {
    const { context } = machineWith([card])
    await chooseComputer(context, auto, request())
    const other = machineWith([{ ...card, driver: '570.1' }])
    const { choice } = await chooseComputer({ ...other.context, choices: context.choices }, auto, request())
    expect(choice?.remembered).toBe(false)
  })

  it('are never those of a software adapter, which is not even looked for', async () => {
    const { context, started } = machineWith([software])
    expect(await chooseComputer(context, auto, request())).toMatchObject({ engine: 'onnx', device: 'cpu', adapters: [] })
    expect(started).toEqual(['adapters system', 'compare tensorflow cpu, onnx cpu'])
  })

  it('stay open for a short run without a GPU, and for a head; with a GPU these are compared too', async () => {
    const fusion = publishedNetwork('audio-lyrics', { filters: 2, hiddenUnits: 4 })
    const frozen = { ...fusion, branches: fusion.branches.map((branch) => ({ ...branch, frozen: true })) }
    const head = request({ work: { network: frozen, vocabularySizes: { lyrics: 5 }, batchSize: 64 } })
    for (const given of [request({ steps: 59 }), head]) {
      const { context, started } = machineWith([])
      expect(await chooseComputer(context, auto, given)).toEqual({ ...auto, adapters: [] })
      expect(started).toEqual(['adapters system'])
      expect((await chooseComputer(machineWith([card]).context, auto, given)).device).toBe('webgpu')
    }
  })

  it('are as the user says, and nobody looks for a GPU for the processor or for TensorFlow', async () => {
    const { context, started } = machineWith([card])
    expect(await chooseComputer(context, { engine: 'onnx', device: 'cpu' }, request())).toEqual({
      engine: 'onnx',
      device: 'cpu',
      adapters: [],
    })
    expect((await chooseComputer(context, { engine: 'auto', device: 'cpu' }, request())).choice?.compared).toHaveLength(2)
    await chooseComputer(context, { engine: 'tensorflow', device: 'cpu' }, request())
    expect(started).toEqual(['compare tensorflow cpu, onnx cpu'])
    const named = await chooseComputer(machineWith([software]).context, { engine: 'auto', device: 'webgpu' }, request())
    expect(named).toEqual({ engine: 'onnx', device: 'webgpu', adapters: [software] })
  })

  it('leave out a device that ends its process, and say so', async () => {
    const crash = new Failure('worker-crashed', 'The compare-devices worker was killed.', 'Start it again.')
    const { context } = machineWith([card], ({ kind }) => (kind === 'webgpu' ? crash : null))
    const { device, choice } = await chooseComputer(context, auto, request())
    expect(device).toBe('cpu')
    expect(choice?.reason).toMatch(/ONNX on NVIDIA RTX 4070 left out: The compare-devices worker was killed\.$/)
  })

  it('leave out a device whose buffers are too small', async () => {
    const { context, started } = machineWith([{ ...card, maxBufferBytes: 1e6 }])
    expect((await chooseComputer(context, auto, request())).device).toBe('cpu')
    expect(started).not.toContain('compare onnx webgpu')
  })

  it('stay as they are wished where the search for GPUs fails', async () => {
    const { context } = machineWith([])
    const failing: RunWorker = (kind, payload, listeners) =>
      kind === 'adapters' ? Promise.reject(new Error('no process')) : context.runWorker(kind, payload, listeners)
    const chosen = await chooseComputer({ ...context, devices: createDevices(failing) }, auto, request({ steps: 1 }))
    expect(chosen).toEqual({ ...auto, adapters: [] })
  })
})
