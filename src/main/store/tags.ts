import { z } from 'zod'
import { type EmotionStems, mapTag } from '@shared/domain/tag-mapping'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'

const stemsSchema = z.array(z.string())
const ignoredKey = 'ignored-stems'

/** A tag with what it is mapped to and how often it stands in the library. */
export interface TagStatisticsRow {
  tag: string
  word: string | null
  tracks: number
  count: number
}

/** The mapping of tags to emotion words that this library uses. */
export function readEmotionStems(database: LibraryDatabase): EmotionStems {
  const rows = database.prepare<[], { word: string; stems: string }>('SELECT word, stems FROM emotion_words ORDER BY position').all()
  const ignored = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?').get(ignoredKey)
  return {
    words: rows.map(({ word, stems }) => ({ word, stems: stemsSchema.parse(JSON.parse(stems)) })),
    ignored: ignored ? stemsSchema.parse(JSON.parse(ignored.value)) : [],
  }
}

/**
 * Replaces the mapping and maps every tag anew, in one transaction.
 * @returns how many tags now stand for another word than before
 */
export function replaceEmotionStems(database: LibraryDatabase, stems: EmotionStems): number {
  return database.transaction(() => {
    database.prepare('DELETE FROM emotion_words').run()
    const insert = database.prepare('INSERT INTO emotion_words (word, position, stems) VALUES (?, ?, ?)')
    stems.words.forEach(({ word, stems: entries }, position) => insert.run(word, position, JSON.stringify(entries)))
    database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(ignoredKey, JSON.stringify(stems.ignored))
    return remapTags(database, stems)
  })()
}

function remapTags(database: LibraryDatabase, stems: EmotionStems): number {
  const tags = database.prepare<[], { id: number; name: string; word: string | null }>('SELECT id, name, word FROM tags').all()
  const update = database.prepare('UPDATE tags SET word = ? WHERE id = ?')
  const changed = tags.map((tag) => ({ ...tag, mapped: mapTag(tag.name, stems) })).filter(({ word, mapped }) => word !== mapped)
  for (const { id, name, mapped } of changed) changesOne(update.run(mapped, id), `tag “${name}”`)
  return changed.length
}

/** Every tag with its emotion word, the number of tracks that carry it and the sum of its counts; the commonest first. */
export function tagStatistics(database: LibraryDatabase): TagStatisticsRow[] {
  return database
    .prepare<[], TagStatisticsRow>(
      `SELECT tags.name AS tag, tags.word, COUNT(track_tags.track_id) AS tracks, TOTAL(track_tags.count) AS count
       FROM tags LEFT JOIN track_tags ON track_tags.tag_id = tags.id GROUP BY tags.id ORDER BY tracks DESC, tags.name`,
    )
    .all()
}

/** The emotion words that tags of this library stand for: in the order of the stems, others by alphabet after them. */
export function wordsInUse(database: LibraryDatabase): string[] {
  return database
    .prepare<[], { word: string }>(
      `SELECT DISTINCT tags.word AS word, emotion_words.position IS NULL AS foreign_word, emotion_words.position AS position
       FROM tags LEFT JOIN emotion_words ON emotion_words.word = tags.word WHERE tags.word IS NOT NULL
       ORDER BY foreign_word, position, word`,
    )
    .all()
    .map(({ word }) => word)
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
