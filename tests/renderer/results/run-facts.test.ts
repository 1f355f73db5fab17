import { describe, expect, it } from 'vitest'
import { trainingSettingsSchema } from '@shared/contract/training'
import { type Device, processor } from '@shared/domain/device'
import { runFacts } from '@renderer/results/run-facts'
import { computerOf } from '@renderer/ui/device-words'
import { runOf } from '../../helpers/run'

const radeon: Device = { id: 'webgpu', name: 'Radeon VII', kind: 'webgpu', driver: 'radv 24' }
const onGpu = { engine: 'onnx' as const, device: radeon, fromEpoch: 1 }

describe('what a run was computed on', () => {
  const factsOf = (run: Parameters<typeof runOf>[0]) => Object.fromEntries(runFacts(runOf(run)))

  it('is named with its driver, and with the reason of a choice by the program', () => {
    const choice = { reason: 'ONNX on Radeon VII was the quickest: 3 ms a step', remembered: false, compared: [] }
    const run = { device: 'Radeon VII', computedOn: [{ ...onGpu, choice }] }
    expect(factsOf(run)).toMatchObject({ engine: 'onnx', device: 'Radeon VII (radv 24)', chosen: choice.reason })
    expect(computerOf(runOf(run))).toBe('onnx, Radeon VII (radv 24)')
  })

  it('is named epoch by epoch where a run was moved', () => {
    const run = { device: 'CPU', computedOn: [onGpu, { engine: 'onnx' as const, device: processor, fromEpoch: 13 }] }
    expect(factsOf(run)).toMatchObject({ device: 'CPU', computed: 'epochs 1–12 on Radeon VII, from 13 on CPU' })
    expect(computerOf(runOf(run))).toBe('onnx, epochs 1–12 on Radeon VII, from 13 on CPU')
  })

  it('counts epochs by folds', () => {
    const settings = trainingSettingsSchema.parse({ epochs: 30, folds: 5 })
    expect(factsOf({ settings, epochsDone: 150, bestEpoch: null })).toMatchObject({ epochs: '5 folds of 30' })
    expect(factsOf({ settings, state: 'stopped', epochsDone: 70, bestEpoch: null })).toMatchObject({ epochs: '70 of 150 in 5 folds' })
  })

  it('names the texts of tracks held out that its word vectors have read', () => {
    const vectors = { kind: 'lyrics', embedding: 'Words', heldOut: 4, read: 4 } as const
    expect(factsOf({ vectorsRead: [vectors] })['texts']).toContain('“Words” were learnt from texts of 4 of the 4 tracks held out')
    expect(factsOf({ vectorsRead: [{ ...vectors, read: 0 }] })).not.toHaveProperty('texts')
  })

  it('is the name of its device for runs of earlier versions', () => {
    expect(factsOf({ device: 'CPU' })).toMatchObject({ engine: 'onnx', device: 'CPU' })
    expect(factsOf({ device: 'CPU' })).not.toHaveProperty('chosen')
    expect(computerOf(runOf({ device: '' }))).toBe('onnx')
  })
})
