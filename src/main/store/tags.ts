import { z } from 'zod'
import type { EmotionStems } from '@shared/domain/tag-mapping'
import type { LibraryDatabase } from './library'

const stemsSchema = z.array(z.string())
/** The setting that holds the stems of tags that only look emotional. */
export const ignoredKey = 'ignored-stems'

/** A tag with what it is mapped to and how often it stands in the library. */
export interface TagStatisticsRow {
  tag: string
  word: string | null
  tracks: number
  count: number
}

/** The stems of emotion words that this library uses; `readTagMapping` gives what people mapped by hand too. */
export function readEmotionStems(database: LibraryDatabase): EmotionStems {
  const rows = database.prepare<[], { word: string; stems: string }>('SELECT word, stems FROM emotion_words ORDER BY position').all()
  const ignored = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?').get(ignoredKey)
  return {
    words: rows.map(({ word, stems }) => ({ word, stems: stemsSchema.parse(JSON.parse(stems)) })),
    ignored: ignored ? stemsSchema.parse(JSON.parse(ignored.value)) : [],
  }
}

/** Every tag with its emotion word, the number of tracks that carry it and the sum of its counts; the commonest first. */
export function tagStatistics(database: LibraryDatabase): TagStatisticsRow[] {
  return database.prepare<[], TagStatisticsRow>(selectStatistics('')).all()
}

const selectStatistics = (more: string): string =>
  `SELECT ${more}tags.name AS tag, tags.word, COUNT(track_tags.track_id) AS tracks, TOTAL(track_tags.count) AS count
   FROM tags LEFT JOIN track_tags ON track_tags.tag_id = tags.id GROUP BY tags.id ORDER BY tracks DESC, tags.name`

/**
 * The emotion words that tags of this library stand for: in the order of the stems, where a renamed word keeps its position; others by
 * alphabet after them.
 */
export function wordsInUse(database: LibraryDatabase): string[] {
  return database
    .prepare<[], { word: string }>(
      `SELECT DISTINCT tags.word AS word, coalesce(own.position, former.position) AS rank
       FROM tags LEFT JOIN emotion_words own ON own.word = tags.word
         LEFT JOIN word_changes renamed ON renamed.into_word = tags.word AND renamed.change = 'rename'
         LEFT JOIN emotion_words former ON former.word = renamed.word
       WHERE tags.word IS NOT NULL ORDER BY rank IS NULL, rank, tags.word`,
    )
    .all()
    .map(({ word }) => word)
}

/** Every tag with its id, the commonest first. */
export function tagsWithIds(database: LibraryDatabase): (TagStatisticsRow & { id: number })[] {
  return database.prepare<[], TagStatisticsRow & { id: number }>(selectStatistics('tags.id, ')).all()
}

/** Ids of the tags that stand for an emotion word, with that word. */
export function emotionTags(database: LibraryDatabase): { id: number; word: string }[] {
  return database.prepare<[], { id: number; word: string }>('SELECT id, word FROM tags WHERE word IS NOT NULL').all()
}

/** How many track–tag counts there are, at most as many entries as a tag matrix has. */
export function countTrackTags(database: LibraryDatabase): number {
  return database.prepare<[], { entries: number }>('SELECT COUNT(*) AS entries FROM track_tags').get()?.entries ?? 0
}

/** Visits every track–tag count in the order of the tracks. */
export function eachTrackTag(database: LibraryDatabase, visit: (trackId: number, tagId: number, count: number) => void): void {
  const rows = database
    .prepare<[], [number, number, number]>('SELECT track_id, tag_id, count FROM track_tags ORDER BY track_id, tag_id')
    .raw()
  for (const [trackId, tagId, count] of rows.iterate()) visit(trackId, tagId, count)
}
