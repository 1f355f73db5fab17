import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema, type Dataset, type Run, trainingSettingsSchema } from '@shared/contract/training'
import type { StudyRow } from '@shared/contract/study'
import { begunStudy, progressOfStudy, reasonOfRow, stateOfRow } from '@renderer/training/study-words'

const dataset = (id: number, name: string, part: object = {}): Dataset =>
  ({ id, name, settings: datasetSettingsSchema.parse({ name, balance: { kind: 'fixed', perQuadrant: 7 }, ...part }) } as unknown as Dataset)
const run = (datasetId: number, name: string, part: object = {}): Run => ({ datasetId, name, settings: trainingSettingsSchema.parse({ epochs: 12, seed: 3, ...part }), network: { name, branches: [], head: [] } } as unknown as Run)
const row = (part: Partial<StudyRow>): StudyRow => ({ form: 'sound', modality: 'audio', state: 'waiting', reason: null, epochsDone: 0, ...part } as unknown as StudyRow)

describe('a study that was begun', () => {
  it('is found again by the names of its datasets and runs', () => {
    const name = 'audio · sound · Mine'
    expect(begunStudy([dataset(2, 'Dataset 2'), dataset(1, name)], [run(2, 'audio 2'), run(1, name)])).toEqual({ name: 'Mine', epochs: 12, seed: 3, perQuadrant: 10, engine: 'auto', groupBy: 'track' })
    const published = 'audio-lyrics · as published · A · B'
    expect(begunStudy([dataset(1, published, { form: 'as-published' })], [run(1, published)])).toMatchObject({ name: 'A · B', perQuadrant: 7 })
    const sound = dataset(2, 'audio · sound · A · B', { groupBy: 'artist' })
    expect(begunStudy([dataset(1, published, { form: 'as-published' }), sound], [run(1, published, { engine: 'onnx' })])).toMatchObject({ groupBy: 'artist', engine: 'onnx' })
  })

  it('knows the size of its word vectors by the networks that read text', () => {
    const [audio, lyrics] = ['audio · sound · Mine', 'lyrics · sound · Mine']
    const reading = { ...run(2, lyrics), network: { name: lyrics, branches: [{ modality: 'lyrics', layers: [{ type: 'embedding', size: 40, trained: false }] }], head: [] } } as unknown as Run
    expect(begunStudy([dataset(1, audio), dataset(2, lyrics)], [run(1, audio), reading])).toMatchObject({ vectorSize: 40 })
  })

  it('is not seen in datasets that only look like one', () => {
    expect(begunStudy([], [])).toBeNull()
    expect(begunStudy([dataset(1, 'audio · sound · Mine')], [])).toBeNull()
    expect(begunStudy([dataset(1, 'audio · sound')], [run(1, 'audio · sound')])).toBeNull()
  })
})

describe('the runs of a study', () => {
  it('say where they stand', () => {
    expect(stateOfRow(row({}), 60)).toBe('waiting')
    expect(stateOfRow(row({ state: 'running', epochsDone: 12 }), 2000)).toBe('training, 12 of 2,000 epochs')
    expect(stateOfRow(row({ state: 'done', epochsDone: 60 }), 60)).toBe('done')
    const impossible = row({ state: 'not-possible', reason: 'No labelled track has lyrics.' })
    expect([reasonOfRow(impossible), reasonOfRow(row({ state: 'interrupted', reason: 'The job was cancelled.' }))]).toEqual(['No labelled track has lyrics.', null])
    expect(progressOfStudy([row({ state: 'done' }), row({}), impossible])).toBe('1 of 3 runs done, 1 not possible')
  })
})
