import type { LabelMerge } from '@shared/contract/labels'
import type { LabelRecord } from '@shared/contract/tracks'
import type { ServiceContext } from '../service-context'
import { insertExcerpt, setExcerptDeleted } from '../store/excerpts'
import { insertLabel, labelsOfTrack, type NewLabel, refreshCurrentLabels } from '../store/labels'
import type { LibraryDatabase } from '../store/library'
import { type ForeignLabel, labelsOfOtherLibrary } from '../store/other-library'
import { excerptOfForeign } from './excerpt-of-foreign'
import { matchForeignLabels, nameOfForeign } from './match-foreign-labels'
import { recordChange } from '../undo-of-library'

/** A label that was added, and what it follows. */
interface AddedLabel {
  readonly id: number
  readonly label: NewLabel
  /** The newest one of its source before it; null where there was none. */
  readonly before: LabelRecord | null
}

/**
 * Adds the labels that people placed or imported in another library to the tracks here that match: by the audio's digest, external id,
 * path, file name, or artist and title. They keep their author and time. Reported and not added: a label where the one here is newer or
 * was taken back, and one of an excerpt that was deleted here or ends after the track. Labels from tags and comments are
 * not merged, they are derived. Everything is added in one transaction; merging again adds nothing. Can be undone.
 * @param path the other library's folder, which is only read
 * @throws Failure as `labelsOfOtherLibrary`
 */
export function mergeLabels(context: ServiceContext, path: string): LabelMerge {
  const library = context.library()
  const { database } = library
  const { matched, unmatched } = matchForeignLabels(library, labelsOfOtherLibrary(library, path))
  const kept: { row: string; reason: string }[] = []
  const added: AddedLabel[] = []
  const excerpts: number[] = []
  let unchanged = 0
  database.transaction(() => {
    for (const { trackId, label } of matched) {
      const ofSource = labelsOfTrack(database, trackId).filter((own) => own.source === label.source)
      const twins = ofSource.filter((own) => isSame(own, label) && !added.some(({ id }) => id === own.id))
      const { excerptId, whyNot } =
        label.excerpt === null ? { excerptId: null, whyNot: null } : excerptOfForeign(database, trackId, label.excerpt, twins)
      const history = ofSource.filter((own) => own.excerptId === excerptId)
      const [newest] = history
      if (whyNot !== null) kept.push({ row: nameOfForeign(label), reason: whyNot })
      else if (label.excerpt !== null && excerptId === null) {
        const made = insertExcerpt(database, trackId, label.excerpt, context.now().toISOString()).id
        excerpts.push(made)
        added.push(add(database, trackId, made, label, null))
      } else if (newest && isSamePoint(newest, label)) unchanged += 1
      else if (newest && (newest.createdAt >= label.createdAt || history.some((own) => isSame(own, label)))) {
        kept.push({
          row: nameOfForeign(label),
          reason: newest.valence === null ? 'its label was taken back here later' : 'its label here is newer',
        })
      } else added.push(add(database, trackId, excerptId, label, newest ?? null))
    }
    refreshCurrentLabels(database, [...new Set(added.map(({ label }) => label.trackId))])
  })()
  if (added.length > 0) recordMerge(context, added, excerpts)
  return { merged: added.length, excerptsMade: excerpts.length, unchanged, kept, unmatched }
}

function add(
  database: LibraryDatabase,
  trackId: number,
  excerptId: number | null,
  { valence, arousal, source, author, note, createdAt, stated }: ForeignLabel,
  before: LabelRecord | null,
): AddedLabel {
  const label: NewLabel = { trackId, excerptId, valence, arousal, source, author, note, createdAt, stated }
  return { id: insertLabel(database, label).id, label, before }
}

function recordMerge(context: ServiceContext, added: readonly AddedLabel[], excerpts: readonly number[]): void {
  const { database } = context.library()
  const write = (labelOf: (entry: AddedLabel) => NewLabel, deletedAt: string | null): void =>
    database.transaction(() => {
      for (const id of excerpts) setExcerptDeleted(database, id, deletedAt)
      for (const entry of added) insertLabel(database, labelOf(entry))
      refreshCurrentLabels(database, [...new Set(added.map(({ label }) => label.trackId))])
    })()
  const earlier = ({ label, before }: AddedLabel): NewLabel => ({
    ...label,
    valence: before?.valence ?? null,
    arousal: before?.arousal ?? null,
    stated: before?.stated ?? null,
    waiting: before?.waiting ?? null,
    author: before?.author ?? context.settings().author,
    note: before?.note ?? '',
    createdAt: before?.createdAt ?? context.now().toISOString(),
  })
  recordChange(context, ['labels', 'tracks'], {
    title: `Labels merged: ${added.length} added`,
    undo: () => write(earlier, context.now().toISOString()),
    redo: () => write(({ label }) => label, null),
  })
}

function isSame(own: LabelRecord, label: ForeignLabel): boolean {
  return isSamePoint(own, label) && own.createdAt === label.createdAt
}

function isSamePoint(own: LabelRecord, label: ForeignLabel): boolean {
  return own.valence === label.valence && own.arousal === label.arousal && own.author === label.author
}
