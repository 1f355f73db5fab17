import { z } from 'zod'
import type { PredictionSet } from '@shared/contract/prediction'
import type { PredictedExcerpt, PredictedFile } from '@shared/contract/workers/prediction'
import { fail } from '@shared/domain/failure'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'

type SetState = PredictionSet['state']
type SetAside = PredictionSet['setAside']

const foldersSchema = z.array(z.string())
const setAsideSchema = z.array(z.object({ path: z.string(), reason: z.string() }))

/** A prediction about to be stored. */
export interface NewPrediction extends Omit<PredictedFile, 'kind' | 'externalId' | 'excerpts'> {
  /** What was predicted for each excerpt; left out: nothing but the track. */
  readonly excerpts?: readonly PredictedExcerpt[]
  /** The library's track with this file; null for a file that is no track. */
  readonly trackId: number | null
  /** Whether the model was trained on that track; null where that is not known. */
  readonly trainedOn: boolean | null
}

/** Adds an empty set in the state 'running'. @returns its id */
export function insertPredictionSet(
  database: LibraryDatabase,
  set: { modelId: number; folders: readonly string[]; createdAt: string },
): number {
  const { lastInsertRowid } = database
    .prepare(`INSERT INTO prediction_sets (model_id, folders, state, created_at) VALUES (?, ?, 'running', ?)`)
    .run(set.modelId, JSON.stringify(set.folders), set.createdAt)
  return Number(lastInsertRowid)
}

/**
 * Writes how a set ended.
 * @param end.realtime seconds of audio per second of work
 * @throws Failure `not-found`
 */
export function finishPredictionSet(
  database: LibraryDatabase,
  id: number,
  end: { state: SetState; seconds: number; realtime: number; setAside: SetAside },
): void {
  const update = database.prepare('UPDATE prediction_sets SET state = ?, seconds = ?, realtime = ?, set_aside = ? WHERE id = ?')
  changesOne(update.run(end.state, end.seconds, end.realtime, JSON.stringify(end.setAside), id), `prediction ${id}`)
}

/** Adds predictions of files to a set, in one transaction; a file that the set has already is replaced with its excerpts. */
export function addPredictions(database: LibraryDatabase, setId: number, rows: readonly NewPrediction[]): void {
  const insert = database.prepare(
    `INSERT OR REPLACE INTO predictions
       (set_id, path, track_id, valence, arousal, spread, start_seconds, duration_seconds, trained_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertExcerpt = database.prepare(
    `INSERT OR REPLACE INTO prediction_excerpts (set_id, path, start_seconds, end_seconds, valence, arousal) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  database.transaction(() => {
    for (const { path, trackId, valence, arousal, spread, startSeconds, durationSeconds, trainedOn, excerpts = [] } of rows) {
      const trained = trainedOn === null ? null : Number(trainedOn)
      insert.run(setId, path, trackId, valence, arousal, spread, startSeconds, durationSeconds, trained)
      for (const own of excerpts) insertExcerpt.run(setId, path, own.startSeconds, own.endSeconds, own.valence, own.arousal)
    }
  })()
}

interface SetRow extends Omit<PredictionSet, 'folders' | 'setAside'> {
  folders: string
  setAside: string
}

const selectSets = `
  SELECT s.id, s.model_id AS modelId, m.name AS modelName, s.created_at AS createdAt, s.state, s.seconds, s.realtime,
    s.folders, s.set_aside AS setAside,
    (SELECT COUNT(*) FROM predictions p WHERE p.set_id = s.id) AS predicted
  FROM prediction_sets s JOIN models m ON m.id = s.model_id`

/** All sets of predictions, the newest first. */
export function listPredictionSets(database: LibraryDatabase): PredictionSet[] {
  return database.prepare<[], SetRow>(`${selectSets} ORDER BY s.id DESC`).all().map(toSet)
}

/**
 * One set of predictions.
 * @throws Failure `not-found`
 */
export function predictionSetWithId(database: LibraryDatabase, id: number): PredictionSet {
  const row = database.prepare<[number], SetRow>(`${selectSets} WHERE s.id = ?`).get(id)
  return row ? toSet(row) : fail('not-found', `There is no prediction ${id}.`, 'Predict some files first.')
}

/** A prediction with its track's names; both null for a file that is no track of the library. */
export interface StoredPrediction extends Omit<PredictedFile, 'kind' | 'excerpts'> {
  /** How many excerpts were predicted one by one; 0 where the track alone was. */
  excerpts: number
  trackId: number | null
  title: string | null
}

/** The predictions of a set, by path. A model of texts hears nothing: the length is then that of the track's file, 0 for none. */
export function predictionsOfSet(database: LibraryDatabase, setId: number): StoredPrediction[] {
  return database
    .prepare<[number], StoredPrediction>(
      `SELECT p.path, t.external_id AS externalId, p.track_id AS trackId, t.title, p.valence, p.arousal, p.spread,
         p.start_seconds AS startSeconds, coalesce(nullif(p.duration_seconds, 0), f.duration_seconds, 0) AS durationSeconds,
         (SELECT COUNT(*) FROM prediction_excerpts e WHERE e.set_id = p.set_id AND e.path = p.path) AS excerpts
       FROM predictions p LEFT JOIN tracks t ON t.id = p.track_id LEFT JOIN files f ON f.track_id = p.track_id
       WHERE p.set_id = ? ORDER BY p.path`,
    )
    .all(setId)
}

/** What was predicted for each excerpt of a file, by rising start; none where the file alone was predicted. @param path as stored */
export function predictedExcerpts(database: LibraryDatabase, setId: number, path: string): PredictedExcerpt[] {
  return database
    .prepare<[number, string], PredictedExcerpt>(
      `SELECT start_seconds AS startSeconds, end_seconds AS endSeconds, valence, arousal FROM prediction_excerpts
       WHERE set_id = ? AND path = ? ORDER BY start_seconds`,
    )
    .all(setId, path)
}

/** Whether a set predicted this file. @param path as stored */
export function hasPrediction(database: LibraryDatabase, setId: number, path: string): boolean {
  return database.prepare('SELECT 1 FROM predictions WHERE set_id = ? AND path = ?').get(setId, path) !== undefined
}

function toSet({ folders, setAside, ...row }: SetRow): PredictionSet {
  return { ...row, folders: foldersSchema.parse(JSON.parse(folders)), setAside: setAsideSchema.parse(JSON.parse(setAside)) }
}
