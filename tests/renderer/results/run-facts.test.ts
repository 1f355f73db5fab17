import { describe, expect, it } from 'vitest'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { type Device, processor } from '@shared/domain/device'
import { runFacts, runNotes } from '@renderer/results/run-facts'
import { computerOf } from '@renderer/ui/device-words'
import { metricsOf, runOf } from '../../helpers/run'

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

  it('says how excerpts were varied and weights averaged, where they were', () => {
    const settings = trainingSettingsSchema.parse({ augmentation: { gainDecibels: 6, maskShare: 0.2 }, averageEpochs: 10 })
    expect(factsOf({ settings })).toMatchObject({
      augmentation: 'gain of up to ±6 dB, up to 20 % of the frames masked',
      averaged: 'over about 10 epochs',
    })
    expect(factsOf({})).not.toHaveProperty('augmentation')
  })

  it('notes how many of the measured tracks have a label of a dimension, where not all have', () => {
    const metrics = (valence: number) => ({ ...metricsOf(0.1), tracks: 4, labelled: { valence, arousal: 4 } })
    expect(runNotes(runOf({ metrics: metrics(3) }))).toEqual(['Of 4 tracks 3 have a label of valence, which it was measured on.'])
    expect(runNotes(runOf({ metrics: metrics(0) }))).toEqual([
      'No track has a label of valence: it was not measured, and what the network says of it means little.',
    ])
    expect(runNotes(runOf({ metrics: metricsOf(0.1) }))).toEqual([])
  })

  it('is the name of its device for runs of earlier versions', () => {
    expect(factsOf({ device: 'CPU' })).toMatchObject({ engine: 'onnx', device: 'CPU' })
    expect(factsOf({ device: 'CPU' })).not.toHaveProperty('chosen')
    expect(computerOf(runOf({ device: '' }))).toBe('onnx')
  })
})

describe('the notes of a run', () => {
  const gains = [{ decibels: -12, valence: 0.13, arousal: 0.34 }]
  const fold = { trainTracks: 9, validationTracks: 1, testTracks: 5, epochsDone: 8, bestEpoch: 6 }

  it('say what folds held back, what was fitted after them, and what a gain does', () => {
    const crossValidation = { folds: [fold, fold], onAll: { tracks: 15, epochs: 6 } }
    expect(runNotes(runOf({ crossValidation, level: 'as-recorded', levelShift: { samples: 15, gains } }))).toEqual([
      'Each fold held back 1 of its 10 training tracks, which chose its epoch (6, 6).',
      'Then fitted on all 15 tracks for 6 epochs, the median of the folds’ best.',
      'Excerpts as recorded: −12 dB moves valence by 0.13 and arousal by 0.34, on average over 15 held-out samples.',
    ])
  })

  it('say that one loudness makes gains indifferent, and nothing of a run that measured none', () => {
    expect(runNotes(runOf({ level: 'matched' }))).toEqual(['Excerpts at one loudness: a gain of the file changes nothing.'])
    expect(runNotes(runOf({ level: 'as-recorded' }))).toEqual([])
  })
})
