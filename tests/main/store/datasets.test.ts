import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/datasets'
import {
  datasetCandidates,
  datasetTracks,
  type DatasetTrack,
  datasetWithId,
  deleteDataset,
  insertDataset,
  listDatasets,
  namesInDataset,
  type NewDataset,
  runsOfDataset,
} from '@main/store/datasets'
import type { Library } from '@main/store/library'
import { setText } from '@main/store/texts'
import { testTime } from '../../helpers/library'
import { testRunId } from '../../helpers/run-id'
import { sampleOf } from '../../helpers/sample'
import { createTestContext } from '../../helpers/service-context'
import { addStoredRun } from '../../helpers/stored-run'
import { addFile, addLabel, addTrack } from '../../helpers/track'

const tracks: readonly DatasetTrack[] = [
  { trackId: 1, split: 'train', valence: 0.5, arousal: 0.5, source: 'human' },
  { trackId: 2, split: 'train', valence: -0.5, arousal: 0.5, source: 'human' },
  // On an axis, and below it by less than nine digits: both belong to the right and upper side.
  { trackId: 3, split: 'test', valence: 0, arousal: -4e-10, source: 'imported' },
]

const dataset = (name: string, values: Partial<NewDataset> = {}): NewDataset => ({
  settings: datasetSettingsSchema.parse({ name }),
  digest: 'abc',
  versionId: null,
  licence: '',
  createdAt: '2026',
  tracks,
  ...values,
})

function withTracks(): Library {
  const { library } = createTestContext()
  for (const title of ['A', 'B', 'C']) addTrack(library, { title, artist: `By ${title}`, album: 'One' })
  return library
}

describe('datasets', () => {
  it('count tracks, samples and quadrants, and say which quadrants have nothing to learn from', () => {
    const { database } = withTracks()
    const sample = (trackId: number, copy: number, split: 'train' | 'test') =>
      sampleOf({ ...tracks[trackId - 1], trackId, copy, split, augmentationSeed: copy || null })
    const samples = [sample(1, 0, 'train'), sample(1, 1, 'train'), sample(2, 0, 'train'), sample(3, 0, 'test')]
    expect(insertDataset(database, dataset('All', { samples }))).toMatchObject({
      name: 'All',
      tracks: { train: 2, validation: 0, test: 1 },
      samples: { train: 3, validation: 0, test: 1 },
      quadrants: [2, 1, 0, 0],
      trainingQuadrants: [2, 1, 0, 0],
      leak: { rows: 1, leaked: 0, share: 0 },
      warnings: [expect.stringContaining('Q3'), expect.stringContaining('Q4')],
    })
    expect(datasetTracks(database, 1)).toEqual(tracks)
    expect(namesInDataset(database, 1)[2]).toEqual({ trackId: 3, artist: 'By C', album: 'One' })
  })

  it('keep their name for themselves, and a refused one leaves nothing behind', () => {
    const { database } = withTracks()
    insertDataset(database, dataset('All'))
    expect(() => insertDataset(database, dataset('All'))).toThrow(expect.objectContaining({ code: 'already-exists' }))
    const unknown: DatasetTrack = { trackId: 99, split: 'train', valence: 0, arousal: 0, source: 'human' }
    expect(() => insertDataset(database, dataset('Wrong', { tracks: [...tracks, unknown] }))).toThrow('FOREIGN KEY')
    expect(listDatasets(database).map(({ name }) => name)).toEqual(['All'])
  })

  it('are listed the newest first, also one without tracks', () => {
    const { database } = withTracks()
    for (const name of ['Old', 'New']) insertDataset(database, dataset(name, name === 'New' ? { tracks: [] } : {}))
    expect(listDatasets(database).map(({ name, tracks: { train } }) => [name, train])).toEqual([
      ['New', 0],
      ['Old', 2],
    ])
  })

  it('go with their samples, but not while a run is trained on them', () => {
    const { database } = withTracks()
    addStoredRun(database, testRunId(), 'Uses it')
    expect(runsOfDataset(database, 1)).toEqual(['Uses it'])
    expect(() => deleteDataset(database, 1)).toThrow('FOREIGN KEY')
    const { id } = insertDataset(database, dataset('Free'))
    deleteDataset(database, id)
    expect(database.prepare('SELECT count(*) FROM dataset_samples').pluck().get()).toBe(0)
    expect(() => datasetWithId(database, id)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})

describe('candidates for a dataset', () => {
  it('are the labelled tracks; one whose file is missing counts as one without audio', () => {
    const library = withTracks()
    for (const trackId of [1, 2]) addLabel(library, trackId, 0.1, 0.2)
    setText(library.database, { trackId: 1, kind: 'lyrics', body: 'la', source: 'test' }, testTime)
    addFile(library, 1, '/a.wav')
    addFile(library, 2, '/b.wav', { missing: true })
    const found = datasetCandidates(library.database, {})
    expect(found.map(({ trackId, has }) => [trackId, ...has])).toEqual([[1, 'audio', 'lyrics'], [2]])
  })
})
