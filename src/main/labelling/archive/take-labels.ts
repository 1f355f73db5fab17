import { groupBy } from '@shared/domain/group-by'
import { joinHistories } from '@shared/domain/label-history'
import { type ArchivedLabel, countLabelsOfVersion, insertArchivedLabel, storedLabels } from '../../store/label-archive'
import type { Located } from './read-archive'
import { countOf, type TakenIds, type Taking } from './taking'

/** Ids here of what labels of the archive point at. */
export interface LabelTargets {
  readonly tracks: TakenIds
  readonly versions: TakenIds
  /** Versions that were added just now, with their counts. */
  readonly addedVersions: ReadonlySet<number>
  readonly excerpts: TakenIds
  readonly deletedHere: ReadonlySet<number>
}

/** The labels of one source on one track or excerpt, before and after. */
export interface ChangedHistory {
  /** The last one here before; null: there was none. */
  readonly before: ArchivedLabel | null
  readonly after: ArchivedLabel
}

/** What became of the archive's labels. */
export interface TakenLabels {
  readonly added: number
  readonly unchanged: number
  /** Labels of versions are not among them. */
  readonly changes: readonly ChangedHistory[]
}

type FileLabel = ArchivedLabel & { readonly id: number; readonly where: string }

/** Adds the labels that are not here yet, in the archive's order; those that cannot be, or are older than those here, are set aside. */
export function takeLabels(taking: Taking, targets: LabelTargets): TakenLabels {
  const { database } = taking.library
  const theirs = groupBy(resolved(taking, targets), historyKey)
  const own = groupBy(storedLabels(database, allLabels), historyKey)
  const added: FileLabel[] = []
  const changes: ChangedHistory[] = []
  let unchanged = 0
  for (const [key, labels] of theirs) {
    const here = own.get(key) ?? []
    const joined = labels[0]?.versionId == null ? joinHistories(here, labels) : joinVersion(here, labels)
    added.push(...joined.added)
    unchanged += joined.unchanged
    for (const { where } of joined.kept) taking.setAside.push({ row: where, reason: whyKept(here) })
    const after = joined.added.at(-1)
    if (after && after.versionId === null) changes.push({ before: here.at(-1) ?? null, after })
  }
  taking.report(shareOfJoining)
  for (const [index, label] of added.toSorted((one, other) => one.id - other.id).entries()) {
    insertArchivedLabel(database, withoutPosition(label))
    if (index % labelsBetweenReports === 0) taking.report(shareOfJoining + (1 - shareOfJoining) * (index / added.length))
  }
  countLateLabels(taking, added, targets.addedVersions)
  return { added: added.length, unchanged, changes }
}

const shareOfJoining = 0.4
const labelsBetweenReports = 5000

const allLabels = { afterId: 0, lastId: Number.MAX_SAFE_INTEGER, limit: -1 }

/** Labels of one key follow one another. */
const historyKey = ({ trackId, excerptId, source, versionId }: ArchivedLabel): string => [trackId, excerptId, source, versionId].join(' ')

/** A version labels a track once; a label that is here stays. */
function joinVersion(here: readonly ArchivedLabel[], labels: readonly FileLabel[]) {
  const [first, ...others] = labels
  if (here.length === 0) return { added: first ? [first] : [], unchanged: 0, kept: others }
  const isThere = (label: FileLabel): boolean => here.some(({ valence, arousal }) => valence === label.valence && arousal === label.arousal)
  return { added: [], unchanged: labels.filter(isThere).length, kept: labels.filter((label) => !isThere(label)) }
}

function whyKept(here: readonly ArchivedLabel[]): string {
  const last = here.at(-1)
  if (!last || last.versionId !== null) return 'its label version has another label of this track'
  return last.valence === null && last.waiting === null ? 'its label was taken back here later' : 'its label here is newer'
}

/** The labels whose tracks, versions and excerpts are here; others are counted by what they lack. */
function resolved({ archive, setAside }: Taking, targets: LabelTargets): FileLabel[] {
  const lacking = new Map<string, number>()
  const labels = archive.labels.flatMap((label): FileLabel[] => {
    const trackId = targets.tracks.get(label.track)
    const versionId = label.version === null ? null : targets.versions.get(label.version)
    if (trackId === undefined || versionId === undefined) return []
    const excerptId = label.excerpt === null ? null : targets.excerpts.get(label.excerpt)
    if (excerptId !== undefined && !(excerptId !== null && targets.deletedHere.has(excerptId)))
      return [fileLabel(label, { trackId, versionId, excerptId })]
    const what = `excerpt ${label.excerpt} ${excerptId === undefined ? 'was left out or is not in the file' : 'was deleted here'}`
    lacking.set(what, (lacking.get(what) ?? 0) + 1)
    return []
  })
  for (const [what, count] of lacking) setAside.push({ row: countOf(count, 'label'), reason: what })
  return labels
}

type Ids = Pick<ArchivedLabel, 'trackId' | 'versionId' | 'excerptId'>

function fileLabel(
  { id, where, valence, arousal, stated, waiting, source, author, note, createdAt }: Located<'label'>,
  ids: Ids,
): FileLabel {
  return { id, where, ...ids, valence, arousal, stated, waiting, source, author, note, createdAt }
}

const withoutPosition = ({ id: _id, where: _where, ...label }: FileLabel): ArchivedLabel => label

/** Versions that were here before count the tracks that they label now too. */
function countLateLabels({ library }: Taking, added: readonly FileLabel[], addedVersions: ReadonlySet<number>): void {
  for (const [versionId, labels] of groupBy(added, (label) => label.versionId))
    if (versionId !== null && !addedVersions.has(versionId)) countLabelsOfVersion(library.database, versionId, labels.length)
}
