import { join } from 'node:path'
import { backboneCardSchema } from '@shared/contract/backbone-card'
import type { Backbone, NamedBackbone } from '@shared/contract/backbones'
import type { TrainingSettings } from '@shared/contract/training-settings'
import type { UsedBackbone } from '@shared/contract/workers/backbone'
import { fail } from '@shared/domain/failure'
import type { Network } from '@shared/domain/network'
import { changesOne } from './changes-one'
import type { Library, LibraryDatabase } from './library'
import { pathInLibrary } from './path-in-library'

interface BackboneRow extends Omit<Backbone, 'card'> {
  card: string
}

const selectBackbones = 'SELECT id, name, card, digest, bytes, units, added_at AS addedAt FROM backbones'

/** Notes a backbone whose file is written. */
export function insertBackbone(database: LibraryDatabase, { id, name, card, digest, bytes, units, addedAt }: Backbone): Backbone {
  database
    .prepare('INSERT INTO backbones (id, name, card, digest, bytes, units, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(id, name, JSON.stringify(card), digest, bytes, units, addedAt)
  return backboneWithId(database, id)
}

/** The id that the next backbone takes. */
export function nextBackboneId(database: LibraryDatabase): number {
  return database.prepare<[], number>('SELECT coalesce(max(id), 0) + 1 FROM backbones').pluck().get() ?? 1
}

/** All backbones, the newest first. */
export function listBackbones(database: LibraryDatabase): Backbone[] {
  return database.prepare<[], BackboneRow>(`${selectBackbones} ORDER BY id DESC`).all().map(toBackbone)
}

/** @throws Failure `not-found` */
export function backboneWithId(database: LibraryDatabase, id: number): Backbone {
  const row = database.prepare<[number], BackboneRow>(`${selectBackbones} WHERE id = ?`).get(id)
  return row ? toBackbone(row) : fail('not-found', `There is no backbone ${id}.`, 'Add one first, or choose one of the list.')
}

/**
 * Forgets a backbone.
 * @throws Failure `not-found`
 */
export function deleteBackbone(database: LibraryDatabase, id: number): void {
  changesOne(database.prepare('DELETE FROM backbones WHERE id = ?').run(id), `backbone ${id}`)
}

/** Names of the runs and searches that read a backbone. */
export function readersOfBackbone(database: LibraryDatabase, id: number): string[] {
  const query = database.prepare<[number, number], string>(
    `SELECT name FROM runs WHERE json_extract(settings, '$.backboneId') = ?
     UNION ALL SELECT name FROM searches WHERE json_extract(settings, '$.base.backboneId') = ?`,
  )
  return query.pluck().all(id, id)
}

/** Where the files of a backbone lie. */
export interface BackboneFiles {
  readonly directory: string
  readonly modelPath: string
}

/**
 * The folder of a backbone in its library.
 * @param name its id, or a name under which it is being added
 * @throws Failure `forbidden` for a name that would lead out of the library
 */
export function backboneFiles(library: Library, name: number | string): BackboneFiles {
  const directory = pathInLibrary(library, 'backbones', String(name))
  return { directory, modelPath: join(directory, 'backbone.onnx') }
}

/** What says which backbone a run reads. */
interface BackboneReader {
  readonly network: Network
  readonly settings: Pick<TrainingSettings, 'backboneId'>
}

/**
 * What the backbone branch of a run reads; null where it has none.
 * @throws Failure `not-found` when the backbone is not in the library
 */
export function backboneOfRun(library: Library, run: BackboneReader): UsedBackbone | null {
  const backbone = readBackbone(library.database, run)
  return backbone && usedBackbone(library, backbone)
}

/** The same, as models and bundles name it. @throws Failure as `backboneOfRun` */
export function namedBackboneOf(database: LibraryDatabase, run: BackboneReader): NamedBackbone | null {
  const backbone = readBackbone(database, run)
  return backbone && { name: backbone.name, digest: backbone.digest, card: backbone.card }
}

function readBackbone(database: LibraryDatabase, { network, settings: { backboneId } }: BackboneReader): Backbone | null {
  if (!network.branches.some(({ modality }) => modality === 'backbone')) return null
  if (backboneId === null) return fail('not-found', 'The run names no backbone.', 'Train it again with one.')
  return backboneWithId(database, backboneId)
}

/** All backbones of a library, as workers read them. */
export function usedBackbones(library: Library): UsedBackbone[] {
  return listBackbones(library.database).map((backbone) => usedBackbone(library, backbone))
}

function usedBackbone(library: Library, { id, name, card, digest, units }: Backbone): UsedBackbone {
  return { name, card, units, digest, path: backboneFiles(library, id).modelPath }
}

function toBackbone({ card, ...row }: BackboneRow): Backbone {
  return { ...row, card: backboneCardSchema.parse(JSON.parse(card)) }
}
