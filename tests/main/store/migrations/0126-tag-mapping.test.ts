import { expect, it } from 'vitest'
import { checkDatabase } from '@main/store/check'
import { migrate } from '@main/store/migrate'
import { readTagMapping } from '@main/store/tag-mapping'
import { databaseAtVersion } from '../../../helpers/migrated-database'

it('a library of before has its stems and no mapping by hand; its tags keep their words', () => {
  const database = databaseAtVersion(120)
  database.exec(`
    INSERT INTO emotion_words VALUES ('calmness', 0, '["calm"]');
    INSERT INTO tags (name, word) VALUES ('calm', 'calmness'), ('rock', NULL);`)
  migrate(database, () => undefined)
  expect(readTagMapping(database)).toEqual({ stems: { words: [{ word: 'calmness', stems: ['calm'] }], ignored: [] }, tags: [], words: [] })
  expect(database.prepare('SELECT name, word FROM tags').raw().all()).toEqual([
    ['calm', 'calmness'],
    ['rock', null],
  ])
  expect(checkDatabase(database)).toEqual([])
})

it('a word has one fate, and a new name belongs to one word', () => {
  const database = databaseAtVersion(126)
  database.exec("INSERT INTO word_changes VALUES ('joy', 'glee', 'rename'), ('grief', 'sadness', 'merge'), ('sorrow', 'sadness', 'merge')")
  expect(() => database.exec("INSERT INTO word_changes VALUES ('calm', 'glee', 'rename')")).toThrow('UNIQUE')
  expect(() => database.exec("INSERT INTO word_changes VALUES ('joy', 'anger', 'merge')")).toThrow('UNIQUE')
  expect(() => database.exec("INSERT INTO word_changes VALUES ('anger', 'anger', 'merge')")).toThrow('CHECK')
  expect(() => database.exec("INSERT INTO word_changes VALUES ('anger', 'rage', 'lost')")).toThrow('CHECK')
})
