import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { doctorChannels, type Finding } from '@shared/contract/doctor'
import { type TriedPart, doctorPayloadSchema } from '@shared/contract/workers/doctor'
import { type Device, processor } from '@shared/domain/device'
import { Failure } from '@shared/domain/failure'
import { examine } from '@main/doctor/examine'
import type { Devices } from '@main/jobs/devices'
import type { RunWorker } from '@main/jobs/run-worker'

const works: RunWorker = (_kind, payload) => Promise.resolve({ detail: `${doctorPayloadSchema.parse(payload).part} works` })
const breaks =
  (broken: TriedPart, failure: Error): RunWorker =>
  (kind, payload, listeners) => {
    return doctorPayloadSchema.parse(payload).part === broken ? Promise.reject(failure) : works(kind, payload, listeners)
  }

type FoundDevices = Awaited<ReturnType<Devices['find']>>

const noGpu = { reason: 'There is no GPU that WebGPU can use.', mend: null }

/** Devices of a machine; without a GPU for the reason that is given. */
function devicesOf(gpus: readonly Device[], absence: FoundDevices['absence'] = null): Pick<Devices, 'find'> {
  const offered = gpus.map((device) => ({ ...device, engines: ['onnx' as const] }))
  return { find: () => Promise.resolve({ devices: [{ ...processor, engines: ['tensorflow', 'onnx'] }, ...offered], absence }) }
}

const card: Device = { id: 'webgpu', name: 'Radeon RX 7800 XT', kind: 'webgpu', vendor: 'AMD', driver: 'Mesa RADV', memoryBytes: 17.2e9 }
const software: Device = { id: 'webgpu-software', name: 'SwiftShader', kind: 'webgpu', software: true }

async function find(name: string, parts: Partial<Parameters<typeof examine>[0]>): Promise<Finding | undefined> {
  const findings = doctorChannels['doctor.examine'].result.parse(
    await examine({ runWorker: works, devices: devicesOf([card]), folders: {}, versionOf: () => 'version 7', ...parts }),
  )
  return findings.find((finding) => finding.name === name)
}

describe('the doctor', () => {
  it('reports what works', async () => {
    const findings = await examine({
      runWorker: works,
      devices: devicesOf([card]),
      folders: { 'Disk space': tmpdir() },
      versionOf: () => 'version 7',
    })
    expect(findings.map(({ name, state }) => [name, state])).toEqual(
      ['Node', 'SQLite', 'TensorFlow', 'ONNX Runtime', 'GPU', 'ffmpeg', 'Disk space'].map((name) => [name, 'ok']),
    )
    expect(findings.find(({ name }) => name === 'SQLite')?.detail).toMatch(/^3\.\d+/)
    expect(findings.find(({ name }) => name === 'ffmpeg')?.detail).toBe('version 7')
  })

  it('reports a native part whose process died or that cannot be loaded, and goes on', async () => {
    expect(
      await find('TensorFlow', { runWorker: breaks('tensorflow', new Failure('worker-crashed', 'The doctor worker was killed.', '')) }),
    ).toEqual({
      name: 'TensorFlow',
      state: 'missing',
      detail: 'The doctor worker was killed.',
      mend: 'npm run setup',
    })
    expect(await find('ONNX Runtime', { runWorker: breaks('onnxruntime', new Error('libonnxruntime.so: none\nat x')) })).toMatchObject({
      state: 'missing',
      detail: 'libonnxruntime.so: none',
    })
    expect(await find('ffmpeg', { runWorker: breaks('tensorflow', new Error('')) })).toMatchObject({ state: 'ok' })
  })

  it('names each GPU with memory, driver and provider', async () => {
    expect(await find('GPU', {})).toEqual({
      name: 'GPU',
      state: 'ok',
      detail: 'Radeon RX 7800 XT, 17.2 GB, driver Mesa RADV, by onnx, webgpu',
    })
  })

  it('reports why there is no GPU, names an adapter that the processor computes as such, and the package that is missing', async () => {
    expect(await find('GPU', { devices: devicesOf([software], noGpu) })).toEqual({
      name: 'GPU',
      state: 'absent',
      detail:
        'none that can be used: There is no GPU that WebGPU can use; ' +
        'SwiftShader, computed by the processor, by onnx, webgpu, can be chosen by hand',
    })
    const noLoader = { reason: 'WebGPU needs the Vulkan loader.', mend: 'install libvulkan1' }
    expect(await find('GPU', { devices: devicesOf([], noLoader) })).toMatchObject({ state: 'absent', mend: 'install libvulkan1' })
    const failing = { find: () => Promise.reject(new Error('The search ended.')) }
    expect(await find('GPU', { devices: failing })).toMatchObject({ detail: 'none that can be used: The search ended' })
  })

  it('does without ffmpeg, not without disk space', async () => {
    expect(await find('ffmpeg', { versionOf: () => null })).toMatchObject({ state: 'absent', mend: 'install ffmpeg' })
    expect(await find('Library', { folders: { Library: '/nowhere/at all' } })).toMatchObject({ state: 'missing' })
  })
})
