import type { LabelVersion } from '@shared/contract/labels'
import type { ArchiveContent, ArchiveRow } from '@shared/domain/archive-columns'
import { archiveFormatVersion, archiveRow } from '@shared/domain/archive-columns'
import type { Scheme } from '@shared/domain/schemes/scheme'
import {
  type ArchivedCheckedSet,
  type ArchivedExcerpt,
  type EveryLabel,
  everyCheckedSet,
  everyExcerpt,
  everyLabel,
  lexiconsOfVersions,
} from '../../store/label-archive'
import { listLabelVersions } from '../../store/label-versions'
import { wordsOfLexicon } from '../../store/lexicons'
import type { LibraryDatabase } from '../../store/library'
import { type TrackIdentity, trackIdentities } from '../../store/tracks'

/** What an archive takes of a library. */
export interface ArchiveChoice {
  readonly content: ArchiveContent
  /** Null: all tracks. */
  readonly trackIds: ReadonlySet<number> | null
  /** ISO 8601. */
  readonly createdAt: string
}

/** The records of a label archive, and how many labels are among them. */
export interface CollectedRecords {
  readonly rows: readonly ArchiveRow[]
  readonly labels: number
}

/**
 * Collects what a library knows of labels: lexicons, label versions, tracks, excerpts, labels, checked sets, in this order, each by id. Of
 * the content `current` the active version, excerpts that are not deleted, and of each source the present label of a track or excerpt; of
 * `all` also what was followed, taken back or deleted, and, if all tracks are taken, the checked sets.
 */
export function collectRecords(database: LibraryDatabase, choice: ArchiveChoice): CollectedRecords {
  const isWanted = ({ trackId }: { trackId: number }): boolean => choice.trackIds === null || choice.trackIds.has(trackId)
  const isAll = choice.content === 'all'
  const excerpts = everyExcerpt(database).filter((excerpt) => isWanted(excerpt) && (isAll || excerpt.deletedAt === null))
  const labels = everyLabel(database).filter((label) => isWanted(label) && (isAll || label.isPresent === 1))
  const versions = listLabelVersions(database)
    .filter(({ active }) => isAll || active)
    .toReversed()
  const checkedSets = isAll && choice.trackIds === null ? everyCheckedSet(database) : []
  const tracks = new Map(trackIdentities(database).map((track) => [track.id, track]))
  const mentioned = new Set([
    ...excerpts.map(({ trackId }) => trackId),
    ...labels.map(({ trackId }) => trackId),
    ...versions.flatMap(({ scheme }) => tracksOfScheme(scheme)),
    ...checkedSets.flatMap((set) => set.tracks.map(({ trackId }) => trackId)),
  ])
  const detail = { formatVersion: archiveFormatVersion, content: choice.content, scale: '-1-1' }
  return {
    rows: [
      archiveRow({ record: 'archive', createdAt: choice.createdAt, detail }),
      ...lexiconRows(database, versions),
      ...versions.map((version) => versionRow(version, choice.trackIds && countsIn(version, labels, choice.trackIds))),
      ...[...tracks.values()].filter(({ id }) => mentioned.has(id)).map(trackRow),
      ...excerpts.map((excerpt) => excerptRow(excerpt, tracks.get(excerpt.trackId))),
      ...labelRows(labels, tracks, excerpts, versions),
      ...checkedSets.map(checkedSetRow),
    ],
    labels: labels.length,
  }
}

function checkedSetRow({ createdAt, tracks, ...set }: ArchivedCheckedSet): ArchiveRow {
  const cells = tracks.map(({ trackId, valence, arousal }) => [trackId, valence, arousal])
  return archiveRow({ record: 'checked', createdAt, detail: { ...set, tracks: cells } })
}

/** Ids of the tracks that a scheme was learnt from. */
const tracksOfScheme = (scheme: Scheme): readonly number[] => (scheme.kind === 'learnt' ? scheme.fit.trackIds : [])

/** How many of the chosen tracks a version labels, and how many not. */
function countsIn({ id }: LabelVersion, labels: readonly EveryLabel[], trackIds: ReadonlySet<number>) {
  const labelled = labels.filter(({ versionId }) => versionId === id).length
  return { labelled, unlabelled: trackIds.size - labelled }
}

function lexiconRows(database: LibraryDatabase, versions: readonly LabelVersion[]): ArchiveRow[] {
  const used = new Set(versions.map(({ lexicon }) => lexicon))
  return lexiconsOfVersions(database)
    .filter(({ name }) => used.has(name))
    .map(({ id, name, source, licence, createdAt }) =>
      archiveRow({
        record: 'lexicon',
        lexicon: name,
        licence,
        createdAt,
        detail: { source, words: wordsOfLexicon(database, id).map(({ word, valence, arousal }) => [word, valence, arousal]) },
      }),
    )
}

function versionRow({ scheme, quadrants: _, ...version }: LabelVersion, counts: object | null): ArchiveRow {
  return archiveRow({ record: 'version', ...version, ...counts, detail: scheme })
}

function trackRow({ id, ...identity }: TrackIdentity): ArchiveRow {
  return archiveRow({ record: 'track', track: id, ...identity })
}

/** What names a track to a reader of the file. */
const names = (track: TrackIdentity | undefined) => ({ externalId: track?.externalId, artist: track?.artist, title: track?.title })

function excerptRow({ trackId, ...excerpt }: ArchivedExcerpt, track: TrackIdentity | undefined): ArchiveRow {
  return archiveRow({ record: 'excerpt', track: trackId, ...names(track), ...excerpt })
}

function labelRows(
  labels: readonly EveryLabel[],
  tracks: ReadonlyMap<number, TrackIdentity>,
  excerpts: readonly ArchivedExcerpt[],
  versions: readonly LabelVersion[],
): ArchiveRow[] {
  const excerptOf = new Map(excerpts.map((excerpt) => [excerpt.id, excerpt]))
  const versionOf = new Map(versions.map((version) => [version.id, version]))
  return labels.map(({ trackId, excerptId, versionId, counts, isPresent: _, ...label }) => {
    const excerpt = excerptId === null ? undefined : excerptOf.get(excerptId)
    const version = versionId === null ? undefined : versionOf.get(versionId)
    return archiveRow({
      record: 'label',
      track: trackId,
      ...names(tracks.get(trackId)),
      ...label,
      excerpt: excerptId,
      startSeconds: excerpt?.startSeconds,
      endSeconds: excerpt?.endSeconds,
      version: versionId,
      lexicon: version?.lexicon,
      licence: version?.licence,
      active: counts === 1,
    })
  })
}
