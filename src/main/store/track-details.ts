import type { TrackDetails } from '@shared/contract/tracks'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

type Details<Key extends keyof TrackDetails> = TrackDetails[Key]

/** Genre and year of a track. */
export function trackOrigin(database: LibraryDatabase, trackId: number): { genre: string; year: number | null } {
  return (
    prepared<{ genre: string; year: number | null }>(database, 'SELECT genre, year FROM tracks WHERE id = ?').get(trackId) ?? {
      genre: '',
      year: null,
    }
  )
}

/** A track's raw tags, the commonest first. */
export function tagsOfTrack(database: LibraryDatabase, trackId: number): Details<'tags'> {
  return prepared<Details<'tags'>[number]>(
    database,
    `SELECT g.name AS tag, x.count, g.word FROM track_tags x JOIN tags g ON g.id = x.tag_id
     WHERE x.track_id = ? ORDER BY x.count DESC, g.name`,
  ).all(trackId)
}

/**
 * A track's emotion words with the sum of their tags' counts and their coordinates in the active lexicon, the heaviest first. A renamed
 * word that the lexicon lacks has the coordinates of its former name.
 */
export function wordsOfTrack(database: LibraryDatabase, trackId: number): Details<'words'> {
  return prepared<Details<'words'>[number]>(
    database,
    `SELECT g.word, sum(x.count) AS count, coalesce(w.valence, f.valence) AS valence, coalesce(w.arousal, f.arousal) AS arousal
      FROM track_tags x JOIN tags g ON g.id = x.tag_id
      LEFT JOIN lexicon_words w ON w.word = g.word AND w.lexicon_id = (SELECT id FROM lexicons WHERE active = 1)
      LEFT JOIN word_changes r ON r.into_word = g.word AND r.change = 'rename'
      LEFT JOIN lexicon_words f ON f.word = r.word AND f.lexicon_id = (SELECT id FROM lexicons WHERE active = 1)
      WHERE x.track_id = ? AND g.word IS NOT NULL GROUP BY g.word ORDER BY count DESC, g.word`,
  ).all(trackId)
}
