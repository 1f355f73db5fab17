import { expect, it } from 'vitest'
import { checkDatabase } from '@main/store/check'
import { migrate } from '@main/store/migrate'
import { readTagMapping, replaceTagMapping } from '@main/store/tag-mapping'
import { databaseAtVersion } from '../../../helpers/migrated-database'

it('words that were renamed before stay as they are; of one that is renamed again the name in between is kept', () => {
  const database = databaseAtVersion(129)
  database.exec("INSERT INTO word_changes (word, into_word, change) VALUES ('calmness', 'serenity', 'rename')")
  migrate(database, () => undefined)
  const mapping = readTagMapping(database)
  expect(mapping.words).toEqual([{ word: 'calmness', into: 'serenity', change: 'rename' }])
  const again = [{ word: 'calmness', into: 'peace', change: 'rename' as const, earlier: ['serenity'] }]
  replaceTagMapping(database, { ...mapping, words: again })
  expect(readTagMapping(database).words).toEqual(again)
  expect(checkDatabase(database)).toEqual([])
})
