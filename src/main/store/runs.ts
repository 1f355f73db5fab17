import {
  type Baseline,
  baselineSchema,
  crossValidationSchema,
  type Epoch,
  epochSchema,
  levelShiftSchema,
  type MetricsReport,
  metricsReportSchema,
  type Run,
  type RunPrediction,
  vectorsReadSchema,
} from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { z } from 'zod'
import { computedStretchSchema, lostDeviceSchema } from '@shared/contract/devices'
import { datasetSettingsSchema, leakSchema } from '@shared/contract/datasets'
import { networkSchema } from '@shared/contract/network'
import { runTagsSchema } from '@shared/contract/run-notes'
import type { LostDevice } from '@shared/domain/computed-on'
import type { CrossValidation } from '@shared/domain/cross-validation'
import type { ComputedStretch } from '@shared/domain/device-choice'
import { fail } from '@shared/domain/failure'
import { levelOf } from '@shared/domain/excerpt-rule'
import type { LevelShift } from '@shared/domain/level-shift'
import type { Leak } from '@shared/domain/leak'
import { type Network, readsAudioFiles } from '@shared/domain/network'
import type { VectorsRead } from '@shared/domain/vectors-read'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** A run as it is stored; who knows the jobs adds the `jobId`. */
export type StoredRun = Omit<Run, 'jobId'>
export type RunState = Run['state']

/** What inputs are prepared for: a run, or a trial of a search. Its id names its folder. */
export type TrainedRun = Pick<StoredRun, 'id' | 'name' | 'datasetId' | 'settings' | 'network'>

/** A run about to begin. */
export interface NewRun {
  readonly id: string
  readonly name: string
  readonly datasetId: number
  readonly settings: TrainingSettings
  readonly network: Network
  readonly parameters: number
  readonly engine: string
  /** ISO 8601. */
  readonly createdAt: string
  /** Null or left out: that of its dataset. */
  readonly leak?: Leak | null
}

/** The fields of a run that change while it goes on. Only those that are given are written. */
export interface RunChange {
  readonly name?: string
  readonly note?: string
  readonly tags?: readonly string[]
  readonly archivedAt?: string | null
  readonly state?: RunState
  readonly engine?: string
  readonly device?: string
  readonly computedOn?: readonly ComputedStretch[]
  readonly vectorsRead?: readonly VectorsRead[]
  readonly lost?: LostDevice | null
  readonly parameters?: number
  readonly bestEpoch?: number | null
  readonly crossValidation?: CrossValidation | null
  readonly levelShift?: LevelShift | null
  readonly metrics?: MetricsReport | null
  readonly baselines?: readonly Baseline[]
  readonly baselinesFailure?: string | null
  readonly failure?: string | null
  readonly finishedAt?: string | null
}

interface RunRow {
  id: string
  name: string
  note: string
  tags: string
  archivedAt: string | null
  datasetId: number
  datasetName: string
  settings: string
  network: string
  parameters: number
  engine: string
  device: string
  computedOn: string
  vectorsRead: string
  lost: string | null
  state: RunState
  bestEpoch: number | null
  crossValidation: string | null
  levelShift: string | null
  metrics: string | null
  baselines: string
  baselinesFailure: string | null
  failure: string | null
  leak: string | null
  datasetSettings: string
  createdAt: string
  finishedAt: string | null
  epochsDone: number
}

const selectRuns = `
  SELECT r.id, r.name, r.note, r.tags, r.archived_at AS archivedAt, r.dataset_id AS datasetId, d.name AS datasetName,
    r.settings, r.network, r.parameters, r.engine, r.device,
    r.computed_on AS computedOn, r.vectors_read AS vectorsRead, r.lost_device AS lost, r.state, r.best_epoch AS bestEpoch,
    r.cross_validation AS crossValidation, r.level_shift AS levelShift, r.metrics, r.baselines,
    r.baselines_failure AS baselinesFailure, r.failure,
    COALESCE(r.leak, d.leak) AS leak, d.settings AS datasetSettings, r.created_at AS createdAt, r.finished_at AS finishedAt,
    (SELECT COUNT(*) FROM run_epochs e WHERE e.run_id = r.id) AS epochsDone
  FROM runs r JOIN datasets d ON d.id = r.dataset_id`

/** Adds a run in the state 'preparing'. */
export function insertRun(database: LibraryDatabase, run: NewRun): StoredRun {
  database
    .prepare(
      `INSERT INTO runs (id, name, dataset_id, settings, network, parameters, engine, device, state, created_at, leak)
       VALUES (?, ?, ?, ?, ?, ?, ?, '', 'preparing', ?, ?)`,
    )
    .run(
      run.id,
      run.name,
      run.datasetId,
      JSON.stringify(run.settings),
      JSON.stringify(run.network),
      run.parameters,
      run.engine,
      run.createdAt,
      run.leak ? JSON.stringify(run.leak) : null,
    )
  return runWithId(database, run.id)
}

/** All runs, the newest first. */
export function listRuns(database: LibraryDatabase): StoredRun[] {
  return database.prepare<[], RunRow>(`${selectRuns} ORDER BY r.created_at DESC, r.rowid DESC`).all().map(toRun)
}

/** One run, or null. */
export function findRun(database: LibraryDatabase, id: string): StoredRun | null {
  const row = database.prepare<[string], RunRow>(`${selectRuns} WHERE r.id = ?`).get(id)
  return row ? toRun(row) : null
}

/**
 * One run.
 * @throws Failure `not-found`
 */
export function runWithId(database: LibraryDatabase, id: string): StoredRun {
  return findRun(database, id) ?? fail('not-found', `There is no run ${id}.`, 'Choose one of the list of runs.')
}

const columnOf: Readonly<Record<keyof RunChange, string>> = {
  name: 'name',
  note: 'note',
  tags: 'tags',
  archivedAt: 'archived_at',
  state: 'state',
  engine: 'engine',
  device: 'device',
  computedOn: 'computed_on',
  vectorsRead: 'vectors_read',
  lost: 'lost_device',
  parameters: 'parameters',
  bestEpoch: 'best_epoch',
  crossValidation: 'cross_validation',
  levelShift: 'level_shift',
  metrics: 'metrics',
  baselines: 'baselines',
  baselinesFailure: 'baselines_failure',
  failure: 'failure',
  finishedAt: 'finished_at',
}

/**
 * Writes what has changed of a run.
 * @throws Failure `not-found`
 */
export function changeRun(database: LibraryDatabase, id: string, change: RunChange): StoredRun {
  const names = (Object.keys(columnOf) as (keyof RunChange)[]).filter((name) => change[name] !== undefined)
  const values = names.map((name) => columnValue(change[name]))
  if (names.length === 0) return runWithId(database, id)
  const assignments = names.map((name) => `${columnOf[name]} = ?`).join(', ')
  changesOne(database.prepare(`UPDATE runs SET ${assignments} WHERE id = ?`).run(...values, id), `run ${id}`)
  return runWithId(database, id)
}

/**
 * Deletes a run with its epochs and predictions; exported models stay.
 * @throws Failure `not-found`
 */
export function deleteRun(database: LibraryDatabase, id: string): void {
  changesOne(database.prepare('DELETE FROM runs WHERE id = ?').run(id), `run ${id}`)
}

/** Keeps an epoch; a resumed run replaces those that it trains again. */
export function saveEpoch(database: LibraryDatabase, runId: string, epoch: Epoch): void {
  database
    .prepare('INSERT OR REPLACE INTO run_epochs (run_id, fold, epoch, record) VALUES (?, ?, ?, ?)')
    .run(runId, epoch.fold, epoch.epoch, JSON.stringify(epoch))
}

/** How many epochs the folds before one have. */
export function epochsBeforeFold(database: LibraryDatabase, runId: string, fold: number): number {
  return (
    prepared<{ count: number }>(database, 'SELECT COUNT(*) AS count FROM run_epochs WHERE run_id = ? AND fold < ?').all(runId, fold)[0]
      ?.count ?? 0
  )
}

/** The epochs of a run, fold by fold. */
export function epochsOfRun(database: LibraryDatabase, runId: string): Epoch[] {
  return database
    .prepare<[string], { record: string }>('SELECT record FROM run_epochs WHERE run_id = ? ORDER BY fold, epoch')
    .all(runId)
    .map(({ record }) => epochSchema.parse(JSON.parse(record)))
}

/** What a run predicted of a track, and the label that this is held against, −1…1. */
export type TrackPrediction = Omit<RunPrediction, 'title' | 'artist'>

/**
 * Replaces the predictions of a run: one for each track; those of its baselines, which stood beside the former ones, go. Call it in the
 * transaction that writes its metrics.
 */
export function replaceRunPredictions(database: LibraryDatabase, runId: string, predictions: readonly TrackPrediction[]): void {
  database.prepare('DELETE FROM run_predictions WHERE run_id = ?').run(runId)
  database.prepare('DELETE FROM run_baseline_predictions WHERE run_id = ?').run(runId)
  const insert = database.prepare(
    `INSERT INTO run_predictions (run_id, track_id, split, observed_valence, observed_arousal, valence, arousal)
     SELECT ?, id, ?, ?, ?, ?, ? FROM tracks WHERE id = ?`,
  )
  for (const { trackId, split, observedValence, observedArousal, valence, arousal } of predictions) {
    insert.run(runId, split, observedValence, observedArousal, valence, arousal, trackId)
  }
}

/** Predictions of a run with the names of their tracks, by track, each as it is (not its copies). @param split one set, or 'all' */
export function predictionsOfRun(database: LibraryDatabase, runId: string, split: RunPrediction['split'] | 'all'): RunPrediction[] {
  return database
    .prepare<[string, string, string], RunPrediction>(
      `SELECT p.track_id AS trackId, t.title, t.artist, p.split,
         p.observed_valence AS observedValence, p.observed_arousal AS observedArousal, p.valence, p.arousal
       FROM run_predictions p JOIN tracks t ON t.id = p.track_id WHERE p.run_id = ? AND (? = 'all' OR p.split = ?) ORDER BY p.track_id`,
    )
    .all(runId, split, split)
}

/** A value of a run as its column holds it: objects and lists as JSON. */
function columnValue(value: RunChange[keyof RunChange]): string | number | null | undefined {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

function toRun(stored: RunRow): StoredRun {
  const {
    settings: text,
    tags,
    network,
    computedOn,
    vectorsRead,
    lost,
    crossValidation,
    levelShift,
    metrics,
    baselines,
    leak,
    datasetSettings,
    ...row
  } = stored
  const settings = trainingSettingsSchema.parse(JSON.parse(text))
  const { form, groupBy, excerptRule } = datasetSettingsSchema.parse(JSON.parse(datasetSettings))
  const parsedNetwork = networkSchema.parse(JSON.parse(network))
  return {
    ...row,
    tags: runTagsSchema.parse(JSON.parse(tags)),
    split: { form, groupBy },
    ...(leak === null || settings.folds > 0 ? {} : { leak: leakSchema.parse(JSON.parse(leak)) }),
    settings,
    network: parsedNetwork,
    ...(readsAudioFiles(parsedNetwork) && { level: levelOf(excerptRule) }),
    vectorsRead: z.array(vectorsReadSchema).parse(JSON.parse(vectorsRead)),
    computedOn: z.array(computedStretchSchema).parse(JSON.parse(computedOn)),
    lost: lost === null ? null : lostDeviceSchema.parse(JSON.parse(lost)),
    crossValidation: crossValidation === null ? null : crossValidationSchema.parse(JSON.parse(crossValidation)),
    levelShift: levelShift === null ? null : levelShiftSchema.parse(JSON.parse(levelShift)),
    metrics: metrics === null ? null : metricsReportSchema.parse(JSON.parse(metrics)),
    baselines: z.array(baselineSchema).parse(JSON.parse(baselines)),
  }
}
