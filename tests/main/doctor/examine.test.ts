import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { doctorChannels, type Finding } from '@shared/contract/doctor'
import { type TriedPart, doctorPayloadSchema } from '@shared/contract/workers/doctor'
import { Failure } from '@shared/domain/failure'
import { examine } from '@main/doctor/examine'
import type { RunWorker } from '@main/jobs/run-worker'

const works: RunWorker = (_kind, payload) => Promise.resolve({ detail: `${doctorPayloadSchema.parse(payload).part} works` })
const breaks =
  (broken: TriedPart, failure: Error): RunWorker =>
  (kind, payload, listeners) => {
    return doctorPayloadSchema.parse(payload).part === broken ? Promise.reject(failure) : works(kind, payload, listeners)
  }

async function find(name: string, parts: Partial<Parameters<typeof examine>[0]>): Promise<Finding | undefined> {
  const findings = doctorChannels['doctor.examine'].result.parse(
    await examine({ runWorker: works, folders: {}, versionOf: () => 'version 7', ...parts }),
  )
  return findings.find((finding) => finding.name === name)
}

describe('the doctor', () => {
  it('reports what works', async () => {
    const findings = await examine({ runWorker: works, folders: { 'Disk space': tmpdir() }, versionOf: () => 'version 7' })
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

  it('does without a GPU and ffmpeg, not without disk space', async () => {
    expect(await find('GPU', { runWorker: breaks('gpu', new Error('a.cc:136 was false. No supported adapters')) })).toEqual({
      name: 'GPU',
      state: 'absent',
      detail: 'none that can be used: No supported adapters',
    })
    expect(await find('GPU', { runWorker: breaks('gpu', new Failure('cancelled', 'x', '')) })).toMatchObject({
      state: 'absent',
      detail: expect.stringContaining('no answer within 30 s') as string,
    })
    expect(await find('ffmpeg', { versionOf: () => null })).toMatchObject({ state: 'absent', mend: 'install ffmpeg' })
    expect(await find('Library', { folders: { Library: '/nowhere/at all' } })).toMatchObject({ state: 'missing' })
  })
})
