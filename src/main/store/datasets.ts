import { type Dataset, type DatasetSettings, datasetSettingsSchema } from '@shared/contract/training'
import { fail } from '@shared/domain/failure'
import { type DatasetSample, originalSample } from '@shared/domain/dataset-sample'
import type { LabelSource } from '@shared/domain/label'
import type { SplitName } from '@shared/domain/split'
import type { TrackFilter } from '@shared/contract/tracks'
import { insertDatasetSamples } from './dataset-samples'
import type { LibraryDatabase } from './library'
import { filterCondition } from './track-filter'

/** A labelled track that a dataset may take up. */
export interface DatasetCandidate {
  trackId: number
  externalId: string | null
  artist: string
  album: string
  /** Digest of its audio; null without. */
  digest: string | null
  valence: number
  arousal: number
  source: LabelSource
  /** Licence of the lexicon that its label came from; null for labels that came from none. */
  licence: string | null
  hasAudio: number
  hasLyrics: number
  hasComments: number
}

/** A track with the label and the set that were frozen. */
export interface DatasetTrack {
  readonly trackId: number
  readonly split: SplitName
  readonly valence: number
  readonly arousal: number
  readonly source: LabelSource
}

/** A dataset about to be frozen. */
export interface NewDataset {
  readonly settings: DatasetSettings
  readonly digest: string
  readonly versionId: number | null
  readonly licence: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly tracks: readonly DatasetTrack[]
  /** Left out: each track once, as it is. */
  readonly samples?: readonly DatasetSample[]
}

/** The labelled tracks of a filter with what a dataset must know of them, by id; a track whose file is missing has no audio. */
export function datasetCandidates(database: LibraryDatabase, filter: TrackFilter): DatasetCandidate[] {
  const { sql, parameters } = filterCondition(filter)
  return database
    .prepare<unknown[], DatasetCandidate>(
      `SELECT t.id AS trackId, t.external_id AS externalId, t.artist, t.album, f.digest, c.valence, c.arousal, c.source, v.licence,
         f.missing IS 0 AS hasAudio, EXISTS (SELECT 1 FROM texts x WHERE x.track_id = t.id AND x.kind = 'lyrics') AS hasLyrics,
         EXISTS (SELECT 1 FROM texts x WHERE x.track_id = t.id AND x.kind = 'comments') AS hasComments
       FROM tracks t JOIN current_labels c ON c.track_id = t.id JOIN labels l ON l.id = c.label_id
       LEFT JOIN label_versions v ON v.id = l.version_id LEFT JOIN files f ON f.track_id = t.id WHERE ${sql} ORDER BY t.id`,
    )
    .all(...parameters)
}

/**
 * Stores a dataset with its tracks and samples in one transaction.
 * @throws Failure `already-exists` for a name in use
 */
export function insertDataset(database: LibraryDatabase, dataset: NewDataset): Dataset {
  const { settings, digest, versionId, licence, createdAt } = dataset
  const id = database.transaction(() => {
    if (database.prepare('SELECT 1 FROM datasets WHERE name = ?').get(settings.name)) {
      fail('already-exists', `A dataset named “${settings.name}” is in the library already.`, 'Choose another name: a frozen dataset is not changed.')
    }
    const { lastInsertRowid } = database
      .prepare('INSERT INTO datasets (name, settings, digest, version_id, licence, created_at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(settings.name, JSON.stringify(settings), digest, versionId, licence, createdAt)
    const insert = database.prepare('INSERT INTO dataset_tracks (dataset_id, track_id, split, valence, arousal, source) VALUES (?, ?, ?, ?, ?, ?)')
    for (const { trackId, split, valence, arousal, source } of dataset.tracks) insert.run(lastInsertRowid, trackId, split, valence, arousal, source)
    insertDatasetSamples(database, lastInsertRowid, dataset.samples ?? dataset.tracks.map(originalSample))
    return Number(lastInsertRowid)
  })()
  return datasetWithId(database, id)
}

interface DatasetRow {
  id: number
  name: string
  digest: string
  createdAt: string
  settings: string
  versionId: number | null
  lexiconLicence: string
  train: number
  validation: number
  test: number
  q1: number
  q2: number
  q3: number
  q4: number
}

// A coordinate from −5e-10 rounds to 0 at nine digits, so it lies on the upper or right side (see quadrantOf).
const selectDatasets = `
  SELECT d.id, d.name, d.digest, d.created_at AS createdAt, d.settings, d.version_id AS versionId, d.licence AS lexiconLicence,
    TOTAL(t.split = 'train') AS train, TOTAL(t.split = 'validation') AS validation, TOTAL(t.split = 'test') AS test,
    TOTAL(t.valence >= -5e-10 AND t.arousal >= -5e-10) AS q1, TOTAL(t.valence < -5e-10 AND t.arousal >= -5e-10) AS q2,
    TOTAL(t.valence < -5e-10 AND t.arousal < -5e-10) AS q3, TOTAL(t.valence >= -5e-10 AND t.arousal < -5e-10) AS q4
  FROM datasets d LEFT JOIN dataset_tracks t ON t.dataset_id = d.id`

/** All datasets, the newest first. */
export function listDatasets(database: LibraryDatabase): Dataset[] {
  return database.prepare<[], DatasetRow>(`${selectDatasets} GROUP BY d.id ORDER BY d.id DESC`).all().map(toDataset)
}

/**
 * One dataset.
 * @throws Failure `not-found`
 */
export function datasetWithId(database: LibraryDatabase, id: number): Dataset {
  const row = database.prepare<[number], DatasetRow>(`${selectDatasets} WHERE d.id = ? GROUP BY d.id`).get(id)
  return row ? toDataset(row) : fail('not-found', `There is no dataset ${id}.`, 'Freeze a dataset first, or choose one of the list.')
}

/** The tracks of a dataset as they were frozen, by id. */
export function datasetTracks(database: LibraryDatabase, id: number): DatasetTrack[] {
  return database
    .prepare<[number], DatasetTrack>('SELECT track_id AS trackId, split, valence, arousal, source FROM dataset_tracks WHERE dataset_id = ? ORDER BY track_id')
    .all(id)
}

/** Names of the runs that were trained on a dataset. */
export function runsOfDataset(database: LibraryDatabase, id: number): string[] {
  return database.prepare<[number], { name: string }>('SELECT name FROM runs WHERE dataset_id = ? ORDER BY created_at').all(id).map(({ name }) => name)
}

/** Deletes a dataset that no run uses. */
export function deleteDataset(database: LibraryDatabase, id: number): void {
  database.prepare('DELETE FROM datasets WHERE id = ?').run(id)
}

function toDataset({ train, validation, test, q1, q2, q3, q4, settings, ...row }: DatasetRow): Dataset {
  return { ...row, settings: datasetSettingsSchema.parse(JSON.parse(settings)), tracks: { train, validation, test }, quadrants: [q1, q2, q3, q4] }
}
