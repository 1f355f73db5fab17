import type { ArchiveImport } from '@shared/contract/label-archive'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../../service-context'
import { setExcerptDeleted } from '../../store/excerpts'
import {
  type ArchivedCheckedSet,
  type ArchivedLabel,
  deleteCheckedSetNamed,
  everyCheckedSet,
  insertArchivedCheckedSet,
  insertArchivedLabel,
} from '../../store/label-archive'
import { setActiveVersion } from '../../store/label-versions'
import { refreshCurrentLabels } from '../../store/labels'
import { rolledBack } from '../../store/rolled-back'
import { recordChange } from '../../undo-of-library'
import { type ArchivePace, partOf } from './archive-pace'
import { type LabelArchive, readArchive } from './read-archive'
import { takeCheckedSets } from './take-checked-sets'
import { takeExcerpts } from './take-excerpts'
import { type ChangedHistory, takeLabels } from './take-labels'
import { takeTracks } from './take-tracks'
import { takeVersions } from './take-versions'
import type { Taking } from './taking'

/** A file of labels about to be imported. */
export interface ArchiveOptions {
  readonly path: string
  /** Whether tracks that match none are made, of those that have an external id. */
  readonly createTracks: boolean
}

/** Share of an import after which the file is read; then its labels are written. */
const shareOfReading = 0.7

/**
 * Says what importing a label archive would do; nothing is changed.
 * @throws Failure as `importArchive`
 */
export async function previewArchive(context: ServiceContext, options: ArchiveOptions, pace: ArchivePace): Promise<ArchiveImport> {
  const archive = await read(options.path, pace)
  return rolledBack(context.library().database, () => take(context, archive, options, pace).result)
}

/**
 * Imports a label archive in one transaction: label versions, excerpts and labels that are not here yet follow those that are; so a library
 * with the same tracks and no labels gets the state that was exported, and importing again adds nothing. The archive's active version
 * becomes active where none is. What cannot be imported is set aside with its reason. Can be undone: labels and excerpts are then taken
 * back and the version is no longer active; checked sets go; added versions stay in the list, as after undoing a derivation.
 * It can be cancelled until the file is read; the transaction, the smaller part, is one piece.
 * @throws Failure `file-invalid` for a file that is no label archive, and as `readArchive`
 */
export async function importArchive(context: ServiceContext, options: ArchiveOptions, pace: ArchivePace): Promise<ArchiveImport> {
  const archive = await read(options.path, pace)
  const { database } = context.library()
  const taken = database.transaction(() => take(context, archive, options, pace))()
  const { imported, archive: counts } = taken.result
  if (imported + counts.versions + counts.excerpts + counts.tracks + counts.checkedSets > 0) recordImport(context, taken)
  return taken.result
}

async function read(path: string, pace: ArchivePace): Promise<LabelArchive> {
  return (
    (await readArchive(path, partOf(pace, 0, shareOfReading))) ??
    fail('file-invalid', `${path} is no label archive.`, 'Export one with all versions, or import the file as a table of labels.')
  )
}

interface TakenArchive {
  readonly result: ArchiveImport
  readonly changes: readonly ChangedHistory[]
  /** Excerpts that were added and are not deleted. */
  readonly excerpts: readonly number[]
  readonly checkedSets: readonly ArchivedCheckedSet[]
  readonly activated: number | null
}

function take(context: ServiceContext, archive: LabelArchive, { path, createTracks }: ArchiveOptions, pace: ArchivePace): TakenArchive {
  const library = context.library()
  const { report } = partOf(pace, shareOfReading, 1)
  const taking: Taking = { library, archive, path, createTracks, now: context.now(), setAside: [...archive.setAside], report }
  const tracks = takeTracks(taking)
  const versions = takeVersions(taking, tracks.ids)
  const excerpts = takeExcerpts(taking, tracks.ids)
  const labels = takeLabels(taking, {
    tracks: tracks.ids,
    versions: versions.ids,
    addedVersions: versions.added,
    excerpts: excerpts.ids,
    deletedHere: excerpts.deletedHere,
  })
  const checkedSets = takeCheckedSets(taking, tracks.ids)
  refreshCurrentLabels(library.database, 'all')
  report(1)
  const counts = {
    content: archive.content,
    versions: versions.added.size,
    excerpts: excerpts.added.length,
    tracks: tracks.created,
    lexicons: versions.lexicons,
    checkedSets: checkedSets.length,
    unchanged: labels.unchanged,
  }
  return {
    result: { imported: labels.added, unmatched: taking.setAside, archive: counts },
    changes: labels.changes,
    excerpts: excerpts.shown,
    checkedSets,
    activated: versions.activated,
  }
}

function recordImport(context: ServiceContext, { result, changes, excerpts, checkedSets, activated }: TakenArchive): void {
  const { database } = context.library()
  const write = (labelOf: (change: ChangedHistory) => ArchivedLabel, deletedAt: string | null, version: number | null): void =>
    database.transaction(() => {
      for (const id of excerpts) setExcerptDeleted(database, id, deletedAt)
      for (const change of changes) insertArchivedLabel(database, labelOf(change))
      if (activated !== null) setActiveVersion(database, version)
      refreshCurrentLabels(database, 'all')
    })()
  recordChange(context, ['labels', 'tags', 'tracks', 'library'], {
    title: `Labels imported: ${result.imported.toLocaleString('en')} added`,
    undo: database.transaction(() => {
      const now = context.now().toISOString()
      write((change) => earlier(change, context.settings().author, now), now, null)
      for (const { name } of checkedSets) deleteCheckedSetNamed(database, name)
    }),
    redo: database.transaction(() => {
      write(({ after }) => after, null, activated)
      const taken = new Set(everyCheckedSet(database).map(({ name }) => name))
      for (const set of checkedSets) if (!taken.has(set.name)) insertArchivedCheckedSet(database, set)
    }),
  })
}

/** The label before the import, with its own time, or one of now that takes the imported label back. */
function earlier({ before, after }: ChangedHistory, author: string, now: string): ArchivedLabel {
  return before ?? { ...after, valence: null, arousal: null, stated: null, waiting: null, author, note: '', createdAt: now }
}
