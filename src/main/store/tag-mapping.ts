import { z } from 'zod'
import { type MappedTag, mapperOf, type TagMapping, type WordChange } from '@shared/domain/word-mapping'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'
import { ignoredKey, readEmotionStems } from './tags'

/** How raw tags become emotion words in this library: stems, tags mapped by hand, words merged and renamed. */
export function readTagMapping(database: LibraryDatabase): TagMapping {
  return {
    stems: readEmotionStems(database),
    tags: prepared<MappedTag>(database, 'SELECT tag, word FROM mapped_tags ORDER BY tag').all(),
    words: prepared<StoredChange>(database, `${selectChanges} ORDER BY word`).all().map(toChange),
  }
}

type StoredChange = Omit<WordChange, 'earlier'> & { readonly earlier: string }

const selectChanges = 'SELECT word, into_word AS "into", change, earlier FROM word_changes'
const namesSchema = z.array(z.string())

function toChange({ earlier, ...change }: StoredChange): WordChange {
  const names = namesSchema.parse(JSON.parse(earlier))
  return names.length > 0 ? { ...change, earlier: names } : change
}

/** Words that have another name now. */
export function renamedWords(database: LibraryDatabase): WordChange[] {
  return prepared<StoredChange>(database, `${selectChanges} WHERE change = 'rename' ORDER BY word`).all().map(toChange)
}

/**
 * Replaces the mapping and maps every tag anew, in one transaction.
 * @param mapping checked before: see `checkMapping`
 * @returns how many tags now stand for another word than before
 */
export function replaceTagMapping(database: LibraryDatabase, mapping: TagMapping): number {
  return database.transaction(() => {
    database.exec('DELETE FROM emotion_words; DELETE FROM mapped_tags; DELETE FROM word_changes')
    const insertWord = database.prepare('INSERT INTO emotion_words (word, position, stems) VALUES (?, ?, ?)')
    mapping.stems.words.forEach(({ word, stems }, position) => insertWord.run(word, position, JSON.stringify(stems)))
    database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(ignoredKey, JSON.stringify(mapping.stems.ignored))
    const insertTag = database.prepare('INSERT INTO mapped_tags (tag, word) VALUES (?, ?)')
    for (const { tag, word } of mapping.tags) insertTag.run(tag, word)
    const insertChange = database.prepare('INSERT INTO word_changes (word, into_word, change, earlier) VALUES (?, ?, ?, ?)')
    for (const { word, into, change, earlier = [] } of mapping.words) insertChange.run(word, into, change, JSON.stringify(earlier))
    return remapTags(database, mapping)
  })()
}

function remapTags(database: LibraryDatabase, mapping: TagMapping): number {
  const tags = database.prepare<[], { id: number; name: string; word: string | null }>('SELECT id, name, word FROM tags').all()
  const update = database.prepare('UPDATE tags SET word = ? WHERE id = ?')
  const wordOf = mapperOf(mapping)
  const changed = tags.map((tag) => ({ ...tag, mapped: wordOf(tag.name) })).filter(({ word, mapped }) => word !== mapped)
  for (const { id, name, mapped } of changed) changesOne(update.run(mapped, id), `tag “${name}”`)
  return changed.length
}

/** Ids of the tags of these names; names that the library does not hold are left out. */
export function tagsNamed(database: LibraryDatabase, names: readonly string[]): string[] {
  const find = prepared<{ name: string }>(database, 'SELECT name FROM tags WHERE name = ?')
  return names.flatMap((name) => find.all(name).map((row) => row.name))
}

/** Whether the lexicon in use holds a word. */
export function lexiconHolds(database: LibraryDatabase, word: string): boolean {
  const sql = 'SELECT 1 FROM lexicon_words WHERE word = ? AND lexicon_id = (SELECT id FROM lexicons WHERE active = 1)'
  return prepared(database, sql).get(word) !== undefined
}
