import type { BaselineName } from '@shared/domain/baseline'
import { fail } from '@shared/domain/failure'
import type { LibraryDatabase } from './library'

/** An exported model as it is stored; `path` is relative to the library's folder where it lies inside. */
export interface StoredModel {
  id: number
  name: string
  path: string
  sha256: string
  runId: string | null
  modality: string
  /** Which baseline it is; null for a network. */
  baseline: BaselineName | null
  /** The model card as Markdown. */
  card: string
  createdAt: string
}

const selectModels = 'SELECT id, name, path, sha256, run_id AS runId, modality, baseline, card, created_at AS createdAt FROM models'

/** Notes a model file; a model at the same path is replaced and keeps its id and its predictions. */
export function saveModel(database: LibraryDatabase, model: Omit<StoredModel, 'id'>): StoredModel {
  const { name, path, sha256, runId, modality, baseline, card, createdAt } = model
  database
    .prepare(
      `INSERT INTO models (name, path, sha256, run_id, modality, baseline, card, created_at)
       VALUES (?, ?, ?, (SELECT id FROM runs WHERE id = ?), ?, ?, ?, ?)
       ON CONFLICT (path) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256, run_id = excluded.run_id,
         modality = excluded.modality, baseline = excluded.baseline,
         card = excluded.card, created_at = excluded.created_at`,
    )
    .run(name, path, sha256, runId, modality, baseline, card, createdAt)
  const saved = database.prepare<[string], StoredModel>(`${selectModels} WHERE path = ?`).get(path)
  return saved ?? fail('internal', `The model ${path} was not stored.`, 'Check the library, then try again.')
}

/** All models, the newest first. */
export function listModels(database: LibraryDatabase): StoredModel[] {
  return database.prepare<[], StoredModel>(`${selectModels} ORDER BY created_at DESC, id DESC`).all()
}

/**
 * One model.
 * @throws Failure `not-found`
 */
export function modelWithId(database: LibraryDatabase, id: number): StoredModel {
  const model = database.prepare<[number], StoredModel>(`${selectModels} WHERE id = ?`).get(id)
  return model ?? fail('not-found', `There is no model ${id}.`, 'Export a run, or add a model file.')
}
