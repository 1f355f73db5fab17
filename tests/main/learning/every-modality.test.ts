import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { normalisationConstants } from '@main/learning/normalisation-constants'
import { runTraining } from '@main/learning/run-training'
import type { TrainingEnvironment } from '@main/learning/environment'
import { planNetwork } from '@main/network/plan'
import type { Epoch } from '@shared/contract/training'
import type { TrainingPayload, TrainingSample } from '@shared/contract/workers/training'
import { modalities } from '@shared/domain/modality'
import { modalityRun } from '../../helpers/modality-data'

const directory = mkdtempSync(join(tmpdir(), 'circumplex-modalities-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const folder = (name: string): string => mkdtempSync(join(directory, `${name}-`))

const environment = (epochs: Epoch[] = []): TrainingEnvironment => ({
  engines: { tensorflow: createTensorFlowEngine, onnx: createOnnxEngine },
  signal: new AbortController().signal,
  yieldToEvents: () => Promise.resolve(),
  onItem: (item) => item.kind === 'epoch' && epochs.push(item.epoch),
  onProgress: () => undefined,
})
const train = (payload: TrainingPayload, epochs?: Epoch[]) => runTraining(payload, environment(epochs))

describe.each(modalities)('a network that reads %s', (modality) => {
  it('learns from its files', async () => {
    const epochs: Epoch[] = []
    await train(modalityRun(modality, folder('learns')).payload, epochs)
    expect(epochs.map(({ trainLoss }) => trainLoss).every(Number.isFinite)).toBe(true)
    expect(epochs.at(-1)?.trainLoss).toBeLessThan(epochs[0]?.trainLoss ?? 0)
  })

  it('does not go on from a checkpoint when the content of a sample has become another', async () => {
    const run = modalityRun(modality, folder('changed'))
    await train(run.payload)
    const changed = run.samples.map((sample): TrainingSample => {
      const file = sample.inputs[modality]
      if (sample.trackId !== 2 || !file) return sample
      const path = `${file.path}.other`
      copyFileSync(file.path, path)
      return { ...sample, inputs: { [modality]: { ...file, path } } }
    })
    await expect(train({ ...run.withSamples(changed), resume: true })).rejects.toThrow('belongs to other data or settings')
  })

  it('goes on from a checkpoint in a library that was moved', async () => {
    const run = modalityRun(modality, folder('moved'))
    await train(run.payload)
    const other = folder('elsewhere')
    const moved = run.samples.map((sample): TrainingSample => {
      const file = sample.inputs[modality]
      if (!file) return sample
      const path = join(other, file.path.split(/[\\/]/u).at(-1) ?? '')
      copyFileSync(file.path, path)
      return { ...sample, inputs: { [modality]: { ...file, path } } }
    })
    await expect(train({ ...run.withSamples(moved), resume: true })).resolves.toMatchObject({ state: 'done' })
  })
})

describe('constants of the normalisation', () => {
  it('are those of each branch that begins with one', async () => {
    const input = { kind: 'sequence', channels: 20, length: 1502 } as const
    const { samples } = modalityRun('audio', folder('constants'))
    const both = samples.map((sample, index): TrainingSample => {
      const other = samples[(index + 1) % samples.length]?.inputs.audio
      return { ...sample, inputs: { ...sample.inputs, ...(other && { lyrics: other }) } }
    })
    const branch = (modality: 'audio' | 'lyrics') =>
      ({ modality, frozen: false, layers: [{ type: 'normalisation', by: 'global' }, { type: 'flatten' }] }) as const
    const network = { name: 'two', branches: [branch('audio'), branch('lyrics')], head: [{ type: 'linear', units: 2 }] } as const
    const plan = planNetwork(network, { audio: input, lyrics: input })
    const constants = await normalisationConstants(plan, both, environment())
    expect([...constants.keys()]).toEqual(['audio.0.mean', 'audio.0.deviation', 'lyrics.0.mean', 'lyrics.0.deviation'])
    expect(constants.get('lyrics.0.mean')?.data[0]).toBeCloseTo(constants.get('audio.0.mean')?.data[0] ?? Number.NaN, 5)
  })
})
