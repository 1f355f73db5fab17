import { z } from 'zod'
import { networkSchema } from '@shared/contract/network'
import { type SearchSettings, searchSettingsSchema, type SearchTrial, searchTrialSchema } from '@shared/contract/search'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { fail } from '@shared/domain/failure'
import type { Network } from '@shared/domain/network'
import type { TrialValues } from '@shared/domain/search/space'
import type { TrialEpoch } from '@shared/domain/search/trial-figure'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'

/** A search as it is stored; its trials are read by themselves. */
export interface StoredSearch {
  readonly id: string
  readonly settings: SearchSettings
  /** Whether it came to its end; more minutes let it go on. */
  readonly ended: boolean
  readonly outcome: string
  readonly createdAt: string
}

/** A trial as it is stored. */
export interface StoredTrial {
  /** From 1. */
  readonly number: number
  readonly bracket: number
  readonly values: TrialValues
  readonly settings: TrainingSettings
  /** Null where its settings give none; the trial failed. */
  readonly network: Network | null
  readonly state: SearchTrial['state']
  readonly epochs: number
  readonly seconds: number
  /** '' before it began. */
  readonly engine: string
  readonly device: string
  /** The epochs of each of its parts: one, or as many as folds. */
  readonly curves: readonly (readonly TrialEpoch[])[]
  readonly failure: string | null
  readonly runId: string | null
}

/** What of a trial changes while it goes on. Only what is given is written. */
export type TrialChange = Partial<Pick<StoredTrial, 'state' | 'epochs' | 'seconds' | 'engine' | 'device' | 'curves' | 'failure' | 'runId'>>

interface SearchRow {
  id: string
  settings: string
  ended: 0 | 1
  outcome: string
  createdAt: string
}

const selectSearches = 'SELECT id, settings, ended, outcome, created_at AS createdAt FROM searches'

/** All searches, the newest first. */
export function listSearches(database: LibraryDatabase): StoredSearch[] {
  return database.prepare<[], SearchRow>(`${selectSearches} ORDER BY created_at DESC, rowid DESC`).all().map(toSearch)
}

/** One search. @throws Failure `not-found` */
export function searchWithId(database: LibraryDatabase, id: string): StoredSearch {
  const row = database.prepare<[string], SearchRow>(`${selectSearches} WHERE id = ?`).get(id)
  return row ? toSearch(row) : fail('not-found', `There is no search ${id}.`, 'Choose one of the list of searches.')
}

/** Adds a search without trials. */
export function insertSearch(
  database: LibraryDatabase,
  { id, settings, createdAt }: Pick<StoredSearch, 'id' | 'settings' | 'createdAt'>,
): void {
  database
    .prepare('INSERT INTO searches (id, name, dataset_id, settings, created_at) VALUES (?, ?, ?, ?, ?)')
    .run(id, settings.name, settings.datasetId, JSON.stringify(settings), createdAt)
}

/** Writes how a search stands. @throws Failure `not-found` */
export function changeSearch(
  database: LibraryDatabase,
  id: string,
  { settings, ended, outcome }: Pick<StoredSearch, 'settings' | 'ended' | 'outcome'>,
): void {
  const values = [JSON.stringify(settings), ended ? 1 : 0, outcome, id]
  changesOne(database.prepare('UPDATE searches SET settings = ?, ended = ?, outcome = ? WHERE id = ?').run(...values), `search ${id}`)
}

/** Deletes a search with its trials; runs that were trained with their settings stay. @throws Failure `not-found` */
export function deleteSearch(database: LibraryDatabase, id: string): void {
  changesOne(database.prepare('DELETE FROM searches WHERE id = ?').run(id), `search ${id}`)
}

interface TrialRow extends Omit<StoredTrial, 'values' | 'settings' | 'network' | 'curves'> {
  readonly trialValues: string
  readonly settings: string
  readonly network: string | null
  readonly curves: string
}

/** The trials of a search in the order in which they began. */
export function trialsOfSearch(database: LibraryDatabase, searchId: string): StoredTrial[] {
  return database
    .prepare<[string], TrialRow>(
      `SELECT number, bracket, trial_values AS trialValues, settings, network, state, epochs, seconds, engine, device, curves, failure,
         run_id AS runId
       FROM search_trials WHERE search_id = ? ORDER BY number`,
    )
    .all(searchId)
    .map(toTrial)
}

/** Adds a trial that begins. */
export function insertTrial(
  database: LibraryDatabase,
  searchId: string,
  trial: Pick<StoredTrial, 'number' | 'bracket' | 'values' | 'settings' | 'network' | 'epochs'>,
): void {
  const [values, settings] = [trial.values, trial.settings].map((value) => JSON.stringify(value))
  const network = trial.network && JSON.stringify(trial.network)
  database
    .prepare(
      `INSERT INTO search_trials (search_id, number, bracket, trial_values, settings, network, state, epochs)
       VALUES (?, ?, ?, ?, ?, ?, 'begun', ?)`,
    )
    .run(searchId, trial.number, trial.bracket, values, settings, network, trial.epochs)
}

const columnOf: Readonly<Record<keyof TrialChange, string>> = {
  state: 'state',
  epochs: 'epochs',
  seconds: 'seconds',
  engine: 'engine',
  device: 'device',
  curves: 'curves',
  failure: 'failure',
  runId: 'run_id',
}

/** Writes what has changed of a trial. @throws Failure `not-found` */
export function changeTrial(database: LibraryDatabase, searchId: string, number: number, change: TrialChange): void {
  const names = (Object.keys(columnOf) as (keyof TrialChange)[]).filter((name) => change[name] !== undefined)
  if (names.length === 0) return
  const values = names.map((name) => (name === 'curves' ? JSON.stringify(change.curves) : change[name]))
  const assignments = names.map((name) => `${columnOf[name]} = ?`).join(', ')
  const statement = database.prepare(`UPDATE search_trials SET ${assignments} WHERE search_id = ? AND number = ?`)
  changesOne(statement.run(...values, searchId, number), `trial ${number}`)
}

function toSearch({ settings, ended, ...row }: SearchRow): StoredSearch {
  return { ...row, ended: ended === 1, settings: searchSettingsSchema.parse(JSON.parse(settings)) }
}

const curvesSchema = z.array(searchTrialSchema.shape.curve)

function toTrial({ trialValues, settings, network, curves, ...row }: TrialRow): StoredTrial {
  return {
    ...row,
    values: searchTrialSchema.shape.values.parse(JSON.parse(trialValues)),
    settings: searchTrialSchema.shape.settings.parse(JSON.parse(settings)),
    network: network === null ? null : networkSchema.parse(JSON.parse(network)),
    curves: curvesSchema.parse(JSON.parse(curves)),
  }
}
