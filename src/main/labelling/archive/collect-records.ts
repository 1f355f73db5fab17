import type { LabelVersion } from '@shared/contract/labels'
import type { ArchiveContent, ArchiveRow } from '@shared/domain/archive-columns'
import { archiveFormatVersion, archiveRow } from '@shared/domain/archive-columns'
import type { Scheme } from '@shared/domain/schemes/scheme'
import {
  type ArchivedCheckedSet,
  type ArchivedExcerpt,
  eachLabelOwner,
  everyCheckedSet,
  everyExcerpt,
  lexiconsOfVersions,
  presentLabels,
  type StoredLabel,
  storedLabels,
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

/** The records of a label archive: labels page by page, because there may be hundreds of thousands. */
export interface CollectedRecords {
  /** All records before the labels. */
  readonly head: readonly ArchiveRow[]
  /** How many labels follow. */
  readonly labels: number
  /** The labels, some thousands at a time; what is asked later gives what stood here when the records were collected. */
  pages(): Iterable<readonly ArchiveRow[]>
  /** All records after the labels. */
  readonly tail: readonly ArchiveRow[]
}

/** Labels of a page: read and written in less than a tenth of a second. */
const labelsOfPage = 4000

/**
 * Collects what a library knows of labels: lexicons, label versions, tracks, excerpts, labels, checked sets, in this order, each by id. Of
 * the content `current` the active version, excerpts that are not deleted, and of each source the present label of a track or excerpt; of
 * `all` also what was followed, taken back or deleted, and, if all tracks are taken, the checked sets.
 */
export function collectRecords(database: LibraryDatabase, choice: ArchiveChoice): CollectedRecords {
  const isAll = choice.content === 'all'
  const isWanted = ({ trackId }: { trackId: number }): boolean => choice.trackIds === null || choice.trackIds.has(trackId)
  const present = presentLabels(database)
  const isWantedLabel = (label: Pick<StoredLabel, 'id' | 'trackId'>): boolean => isWanted(label) && (isAll || present.has(label.id))
  const census = countLabels(database, isWantedLabel)
  const excerpts = everyExcerpt(database).filter((excerpt) => isWanted(excerpt) && (isAll || excerpt.deletedAt === null))
  const versions = listLabelVersions(database)
    .filter(({ active }) => isAll || active)
    .toReversed()
  const checkedSets = isAll && choice.trackIds === null ? everyCheckedSet(database) : []
  const tracks = new Map(trackIdentities(database).map((track) => [track.id, track]))
  const mentioned = new Set([
    ...excerpts.map(({ trackId }) => trackId),
    ...census.trackIds,
    ...versions.flatMap(({ scheme }) => tracksOfScheme(scheme)),
    ...checkedSets.flatMap((set) => set.tracks.map(({ trackId }) => trackId)),
  ])
  const detail = { formatVersion: archiveFormatVersion, content: choice.content, scale: '-1-1' }
  const toRow = labelRowMaker({ tracks, excerpts, versions, present })
  return {
    head: [
      archiveRow({ record: 'archive', createdAt: choice.createdAt, detail }),
      ...lexiconRows(database, versions),
      ...versions.map((version) =>
        versionRow(version, choice.trackIds && countsOf(census.ofVersion.get(version.id) ?? 0, choice.trackIds)),
      ),
      ...[...tracks.values()].filter(({ id }) => mentioned.has(id)).map(trackRow),
      ...excerpts.map((excerpt) => excerptRow(excerpt, tracks.get(excerpt.trackId))),
    ],
    labels: census.labels,
    pages: function* () {
      for (const page of labelPages(database, census.lastId)) yield page.filter(isWantedLabel).map(toRow)
    },
    tail: checkedSets.map(checkedSetRow),
  }
}

function* labelPages(database: LibraryDatabase, lastId: number): Generator<readonly StoredLabel[]> {
  let afterId = 0
  while (afterId < lastId) {
    const page = storedLabels(database, { afterId, lastId, limit: labelsOfPage })
    yield page
    afterId = page.at(-1)?.id ?? lastId
  }
}

/** Counts the wanted labels, in all and of each version, and names their tracks. */
function countLabels(database: LibraryDatabase, isWanted: (label: Pick<StoredLabel, 'id' | 'trackId'>) => boolean) {
  const trackIds = new Set<number>()
  const ofVersion = new Map<number | null, number>()
  let labels = 0
  let lastId = 0
  for (const label of eachLabelOwner(database)) {
    if (!isWanted(label)) continue
    lastId = label.id
    labels += 1
    trackIds.add(label.trackId)
    ofVersion.set(label.versionId, (ofVersion.get(label.versionId) ?? 0) + 1)
  }
  return { labels, lastId, trackIds, ofVersion }
}

function checkedSetRow({ createdAt, tracks, ...set }: ArchivedCheckedSet): ArchiveRow {
  const cells = tracks.map(({ trackId, valence, arousal }) => [trackId, valence, arousal])
  return archiveRow({ record: 'checked', createdAt, detail: { ...set, tracks: cells } })
}

/** Ids of the tracks that a scheme was learnt from. */
const tracksOfScheme = (scheme: Scheme): readonly number[] => (scheme.kind === 'learnt' ? scheme.fit.trackIds : [])

/** How many of the chosen tracks a version labels, and how many not. */
const countsOf = (labelled: number, trackIds: ReadonlySet<number>) => ({ labelled, unlabelled: trackIds.size - labelled })

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

interface LabelledThings {
  readonly tracks: ReadonlyMap<number, TrackIdentity>
  readonly excerpts: readonly ArchivedExcerpt[]
  readonly versions: readonly LabelVersion[]
  /** As `presentLabels` gives them. */
  readonly present: ReadonlyMap<number, boolean>
}

function labelRowMaker({ tracks, excerpts, versions, present }: LabelledThings): (label: StoredLabel) => ArchiveRow {
  const excerptOf = new Map(excerpts.map((excerpt) => [excerpt.id, excerpt]))
  const versionOf = new Map(versions.map((version) => [version.id, version]))
  return ({ trackId, excerptId, versionId, ...label }) => {
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
      active: present.get(label.id) === true,
    })
  }
}
