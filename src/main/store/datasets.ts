import { type Dataset, type FrozenSettings, frozenSettingsSchema, leakSchema, type LeftOut, leftOutSchema } from '@shared/contract/datasets'
import { fail } from '@shared/domain/failure'
import { type DatasetSample, originalSample } from '@shared/domain/dataset-sample'
import type { LabelSource } from '@shared/domain/label'
import { measureLeak } from '@shared/domain/leak'
import type { Modality } from '@shared/domain/modality'
import { otherDimension } from '@shared/domain/one-dimension'
import { dimensions, quadrants } from '@shared/domain/plane'
import type { SplitName } from '@shared/domain/split'
import type { TrackFilter } from '@shared/contract/tracks'
import { countDatasets, type DatasetCounts, noSamples } from './dataset-counts'
import { insertDatasetOrder, type RankedTrack } from './dataset-order'
import { insertDatasetSamples } from './dataset-samples'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'
import { labelsOfOneDimension } from './labels-of-one-dimension'
import { presenceColumns, type PresenceRow, presentModalities } from './modality-presence'
import { filterCondition } from './track-filter'

/** A track that a dataset may take up. */
export interface ReadableTrack {
  trackId: number
  externalId: string | null
  artist: string
  album: string
  /** Digest of its audio; null without. */
  digest: string | null
  /** Null without audio. */
  durationSeconds: number | null
  /** The modalities of the track that networks can read. */
  has: ReadonlySet<Modality>
}

/** A labelled track that a dataset may take up. */
export interface DatasetCandidate extends ReadableTrack {
  /** Null: it has no label of this dimension. */
  valence: number | null
  arousal: number | null
  source: LabelSource
  /**
   * Licence of the lexicon that its label came from (of a label from comments, what was noted of its origin); null for labels that came
   * from none.
   */
  licence: string | null
}

/** A track with the label and the set that were frozen. */
export interface DatasetTrack {
  readonly trackId: number
  readonly split: SplitName
  /** Null: it has no label of this dimension. */
  readonly valence: number | null
  readonly arousal: number | null
  readonly source: LabelSource
}

/** A dataset about to be frozen. */
export interface NewDataset {
  readonly settings: FrozenSettings
  readonly digest: string
  readonly versionId: number | null
  readonly licence: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly tracks: readonly DatasetTrack[]
  /** Not given: each track once, as it is. */
  readonly samples?: readonly DatasetSample[]
  readonly leftOut?: LeftOut
  /** Given where the dataset comes from another library; not given: its tracks stand in the order of their ids. */
  readonly order?: readonly RankedTrack[]
}

const readableColumns = `
  t.id AS trackId, t.external_id AS externalId, t.artist, t.album, f.digest, f.duration_seconds AS durationSeconds, ${presenceColumns}`

/** All tracks, labelled or not, with what a dataset must know of them, by id; a track whose file is missing has no audio. */
export function readableTracks(database: LibraryDatabase): ReadableTrack[] {
  return database
    .prepare<[], Omit<ReadableTrack, 'has'> & PresenceRow>(
      `SELECT ${readableColumns} FROM tracks t LEFT JOIN files f ON f.track_id = t.id ORDER BY t.id`,
    )
    .all()
    .map((row) => ({ ...row, has: presentModalities(row) }))
}

/** A table expression: the label of each track by which a dataset may take it up; of one dimension where that alone was ever stated. */
const usableLabels = `(
  SELECT track_id, label_id, valence, arousal, source FROM current_labels
  UNION ALL
  SELECT track_id, label_id, valence, arousal, source FROM (${labelsOfOneDimension})
  WHERE track_id NOT IN (SELECT track_id FROM current_labels))`

/**
 * The labelled tracks of a filter with what a dataset must know of them, by id; a track whose file is missing has no audio. A track of
 * which one dimension alone was ever stated is among them.
 */
export function datasetCandidates(database: LibraryDatabase, filter: TrackFilter): DatasetCandidate[] {
  const { sql, parameters } = filterCondition(filter)
  return database
    .prepare<unknown[], Omit<DatasetCandidate, 'has'> & PresenceRow>(
      `SELECT ${readableColumns}, c.valence, c.arousal, c.source,
         COALESCE(v.licence, CASE WHEN c.source = 'comments' THEN NULLIF(l.note, '') END) AS licence
       FROM tracks t JOIN ${usableLabels} c ON c.track_id = t.id JOIN labels l ON l.id = c.label_id
       LEFT JOIN label_versions v ON v.id = l.version_id LEFT JOIN files f ON f.track_id = t.id WHERE ${sql} ORDER BY t.id`,
    )
    .all(...parameters)
    .map((row) => ({ ...row, has: presentModalities(row) }))
}

/**
 * Stores a dataset with its tracks and samples in one transaction.
 * @throws Failure `already-exists` for a name in use
 */
export function insertDataset(database: LibraryDatabase, dataset: NewDataset): Dataset {
  const { settings, digest, versionId, licence, createdAt } = dataset
  const samples = dataset.samples ?? dataset.tracks.map(originalSample)
  const leak = measureLeak(samples, new Map(dataset.tracks.map((track) => [track.trackId, track])))
  const id = database.transaction(() => {
    if (database.prepare('SELECT 1 FROM datasets WHERE name = ?').get(settings.name)) {
      fail(
        'already-exists',
        `A dataset named “${settings.name}” is in the library already.`,
        'Choose another name: a frozen dataset is not changed.',
      )
    }
    const { lastInsertRowid } = database
      .prepare(
        'INSERT INTO datasets (name, settings, digest, version_id, licence, created_at, leak, left_out) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        settings.name,
        JSON.stringify(settings),
        digest,
        versionId,
        licence,
        createdAt,
        JSON.stringify(leak),
        JSON.stringify(dataset.leftOut ?? {}),
      )
    const insert = database.prepare(
      'INSERT INTO dataset_tracks (dataset_id, track_id, split, valence, arousal, source) VALUES (?, ?, ?, ?, ?, ?)',
    )
    for (const { trackId, split, valence, arousal, source } of dataset.tracks)
      insert.run(lastInsertRowid, trackId, split, valence, arousal, source)
    insertDatasetSamples(database, lastInsertRowid, samples)
    insertDatasetOrder(database, lastInsertRowid, dataset.order ?? [])
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
  leak: string | null
  leftOut: string
}

const selectDatasets = `
  SELECT d.id, d.name, d.digest, d.created_at AS createdAt, d.settings, d.version_id AS versionId, d.licence AS lexiconLicence, d.leak,
    d.left_out AS leftOut
  FROM datasets d`

/** All datasets, the newest first. */
export function listDatasets(database: LibraryDatabase): Dataset[] {
  const counts = countDatasets(database, 'all')
  const rows = database.prepare<[], DatasetRow>(`${selectDatasets} ORDER BY d.id DESC`).all()
  return rows.map((row) => toDataset(row, counts.get(row.id)))
}

/**
 * One dataset.
 * @throws Failure `not-found`
 */
export function datasetWithId(database: LibraryDatabase, id: number): Dataset {
  const row = database.prepare<[number], DatasetRow>(`${selectDatasets} WHERE d.id = ?`).get(id)
  if (!row) return fail('not-found', `There is no dataset ${id}.`, 'Freeze a dataset first, or choose one of the list.')
  return toDataset(row, countDatasets(database, id).get(id))
}

/** The tracks of a dataset as they were frozen, by id. */
export function datasetTracks(database: LibraryDatabase, id: number): DatasetTrack[] {
  return database
    .prepare<[number], DatasetTrack>(
      'SELECT track_id AS trackId, split, valence, arousal, source FROM dataset_tracks WHERE dataset_id = ? ORDER BY track_id',
    )
    .all(id)
}

/** Artist and album of the tracks of a dataset, as they are now, by id. */
export function namesInDataset(database: LibraryDatabase, id: number): { trackId: number; artist: string; album: string }[] {
  return database
    .prepare<[number], { trackId: number; artist: string; album: string }>(
      `SELECT t.id AS trackId, t.artist, t.album FROM dataset_tracks d JOIN tracks t ON t.id = d.track_id
       WHERE d.dataset_id = ? ORDER BY t.id`,
    )
    .all(id)
}

/** Names of the runs that were trained on a dataset. */
export function runsOfDataset(database: LibraryDatabase, id: number): string[] {
  return database
    .prepare<[number], { name: string }>('SELECT name FROM runs WHERE dataset_id = ? ORDER BY created_at')
    .all(id)
    .map(({ name }) => name)
}

/**
 * Deletes a dataset that no run uses.
 * @throws Failure `not-found`
 */
export function deleteDataset(database: LibraryDatabase, id: number): void {
  changesOne(database.prepare('DELETE FROM datasets WHERE id = ?').run(id), `dataset ${id}`)
}

function toDataset(row: DatasetRow, counts: DatasetCounts = noSamples()): Dataset {
  const settings = frozenSettingsSchema.parse(JSON.parse(row.settings))
  const leftOut = leftOutSchema.parse(JSON.parse(row.leftOut))
  return {
    ...row,
    ...counts,
    settings,
    leak: row.leak === null ? null : leakSchema.parse(JSON.parse(row.leak)),
    leftOut,
    warnings: [
      ...oneDimensionInWords(counts),
      ...warningsOf(counts.trainingQuadrants, settings.balance.kind !== 'none' || settings.form === 'as-published'),
      ...leftOutInWords(leftOut),
    ],
  }
}

/** Such as "12 tracks are labelled in valence only: arousal is not learnt from them." */
function oneDimensionInWords({ oneDimension, tracks }: DatasetCounts): string[] {
  const all = tracks.train + tracks.validation + tracks.test
  return dimensions.flatMap((dimension) => {
    const [count, other] = [oneDimension[dimension], otherDimension(dimension)]
    if (count === 0) return []
    if (count === all) return [`No track has a label of ${other}: it is not learnt, and not measured.`]
    return [`${count === 1 ? '1 track is' : `${count} tracks are`} labelled in ${dimension} only: ${other} is not learnt from them.`]
  })
}

function warningsOf(trainingQuadrants: Dataset['trainingQuadrants'], balanced: boolean): string[] {
  if (trainingQuadrants.every((count) => count === 0)) return []
  const consequence = balanced ? 'it stays empty, because there is nothing to duplicate' : 'networks learn nothing of it'
  return quadrants
    .filter((quadrant) => trainingQuadrants[quadrant - 1] === 0)
    .map((quadrant) => `No training track lies in Q${quadrant}: ${consequence}.`)
}

function leftOutInWords({ withoutExcerpt }: LeftOut): string[] {
  if (withoutExcerpt === 0) return []
  const tracks =
    withoutExcerpt === 1
      ? '1 labelled track has no chosen excerpt and was'
      : `${withoutExcerpt} labelled tracks have no chosen excerpt and were`
  return [`${tracks} left out.`]
}
