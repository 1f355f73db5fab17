import { type LabelSource, sourceDescriptors } from '@shared/domain/label'
import { groupBy } from '@shared/domain/group-by'
import type { LabelPoint } from '@shared/domain/plane'
import type { Annotator } from '@shared/domain/run-comparison/annotators'
import type { LibraryDatabase } from './library'

/** Names and traits of a track, by which compared tracks are grouped. */
export interface DescribedTrack {
  readonly trackId: number
  readonly artist: string
  readonly album: string
  /** Null without audio. */
  readonly durationSeconds: number | null
}

/** Names and lengths of tracks, by id. */
export function describedTracks(database: LibraryDatabase, trackIds: readonly number[]): Map<number, DescribedTrack> {
  const rows = database
    .prepare<[string], DescribedTrack>(
      `SELECT t.id AS trackId, t.artist, t.album, f.duration_seconds AS durationSeconds
       FROM tracks t LEFT JOIN files f ON f.track_id = t.id WHERE t.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(trackIds))
  return new Map(rows.map((row) => [row.trackId, row]))
}

/** The raw tags of tracks, by id. */
export function tagsOfTracks(database: LibraryDatabase, trackIds: readonly number[]): Map<number, string[]> {
  const rows = database
    .prepare<[string], { trackId: number; tag: string }>(
      `SELECT x.track_id AS trackId, t.name AS tag FROM track_tags x JOIN tags t ON t.id = x.tag_id
       WHERE x.count > 0 AND x.track_id IN (SELECT value FROM json_each(?)) ORDER BY x.track_id, t.name`,
    )
    .all(JSON.stringify(trackIds))
  return new Map([...groupBy(rows, ({ trackId }) => trackId)].map(([trackId, own]) => [trackId, own.map(({ tag }) => tag)]))
}

/** Where the frozen labels of a dataset come from, by track. */
export function sourcesInDataset(database: LibraryDatabase, datasetId: number): Map<number, LabelSource> {
  const rows = database
    .prepare<[number], { trackId: number; source: LabelSource }>(
      'SELECT track_id AS trackId, source FROM dataset_tracks WHERE dataset_id = ?',
    )
    .all(datasetId)
  return new Map(rows.map(({ trackId, source }) => [trackId, source]))
}

/** The labels that count now, with their sources; tracks of which one dimension alone was stated have that dimension. */
export function statedLabels(database: LibraryDatabase): Map<number, LabelPoint & { readonly source: LabelSource }> {
  const waiting = database
    .prepare<[], { trackId: number; stated: 'valence' | 'arousal'; waiting: number; source: LabelSource }>(
      `SELECT track_id AS trackId, stated, waiting, source FROM labels
       WHERE id IN (SELECT MAX(id) FROM labels WHERE version_id IS NULL AND excerpt_id IS NULL GROUP BY track_id, source)
         AND waiting IS NOT NULL ORDER BY source_rank(source) DESC, id`,
    )
    .all()
  const current = database
    .prepare<[], { trackId: number; valence: number; arousal: number; source: LabelSource }>(
      'SELECT track_id AS trackId, valence, arousal, source FROM current_labels',
    )
    .all()
  return new Map([
    ...waiting.map(({ trackId, stated, waiting: value, source }) => {
      const label = { valence: stated === 'valence' ? value : null, arousal: stated === 'arousal' ? value : null }
      return [trackId, { ...label, source }] as const
    }),
    ...current.map(({ trackId, valence, arousal, source }) => [trackId, { valence, arousal, source }] as const),
  ])
}

interface AnnotatorRow extends LabelPoint {
  trackId: number
  source: LabelSource
  author: string
}

/**
 * Everybody who labelled tracks: each person and each importer by their name, the tags by the version in use, the comments. Of each the
 * newest label of a track that was not taken back, else the mean over its excerpts; of one dimension alone where that alone was stated.
 */
export function annotatorsOf(database: LibraryDatabase): Annotator[] {
  const rows = database
    .prepare<[], AnnotatorRow>(
      `WITH newest AS (
         SELECT MAX(id) AS id FROM labels
         WHERE version_id IS NULL OR version_id = (SELECT id FROM label_versions WHERE active = 1)
         GROUP BY track_id, excerpt_id, source, CASE source WHEN 'tags' THEN '' ELSE author END
       ), present AS (
         SELECT l.track_id, l.excerpt_id, l.source, l.author,
           CASE WHEN l.stated = 'arousal' THEN NULL ELSE coalesce(l.valence, l.waiting) END AS valence,
           CASE WHEN l.stated = 'valence' THEN NULL ELSE coalesce(l.arousal, l.waiting) END AS arousal
         FROM labels l JOIN newest n ON n.id = l.id LEFT JOIN excerpts e ON e.id = l.excerpt_id
         WHERE (l.valence IS NOT NULL OR l.waiting IS NOT NULL) AND e.deleted_at IS NULL
       )
       SELECT track_id AS trackId, source, author, avg(valence) AS valence, avg(arousal) AS arousal FROM present p
       WHERE excerpt_id IS NULL OR NOT EXISTS (
         SELECT 1 FROM present w WHERE w.track_id = p.track_id AND w.source = p.source AND w.author = p.author AND w.excerpt_id IS NULL)
       GROUP BY track_id, source, author`,
    )
    .all()
  const nameOf = ({ source, author }: AnnotatorRow): string =>
    source === 'tags' || source === 'comments' ? sourceDescriptors[source].title : `${author} (${sourceDescriptors[source].title})`
  return [...groupBy(rows, nameOf)].map(([name, own]) => ({
    name,
    labels: new Map(own.map(({ trackId, valence, arousal }) => [trackId, { valence, arousal }])),
  }))
}
