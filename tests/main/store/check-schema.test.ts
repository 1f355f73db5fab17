import { describe, expect, it } from 'vitest'
import { checkDatabase } from '@main/store/check'
import { temporaryLibrary } from '../../helpers/library'

function problemsAfter(sql: string): string[] {
  const { database } = temporaryLibrary()
  database.unsafeMode()
  database.pragma('writable_schema = ON')
  database.exec(sql)
  database.pragma('writable_schema = RESET')
  database.unsafeMode(false)
  return checkDatabase(database)
}

describe('the check of the schema', () => {
  it('finds a trigger, a view and a table that are not ours', () => {
    expect(problemsAfter("CREATE TRIGGER helper AFTER INSERT ON runs BEGIN DELETE FROM labels WHERE source = 'human'; END")).toEqual([
      'The trigger “helper” is not one that Circumplex makes; it may change labels without anybody noticing.',
    ])
    expect(problemsAfter('CREATE VIEW titles AS SELECT title FROM tracks')).toEqual([
      'The view “titles” is not one that Circumplex makes; somebody else added it.',
    ])
    expect(problemsAfter('CREATE TABLE notes (id INTEGER) STRICT')).toEqual(['The table “notes” is not one that Circumplex makes.'])
  })

  it('finds what is missing of ours', () => {
    expect(problemsAfter('DROP TRIGGER labels_are_never_changed; DROP INDEX labels_by_track')).toEqual([
      'The index “labels_by_track” is missing.',
      'The trigger “labels_are_never_changed” is missing.',
    ])
  })

  it('finds a table whose CHECK was taken away', () => {
    const weaken = "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (id GLOB', 'CHECK (1 OR id GLOB') WHERE name = 'runs'"
    expect(problemsAfter(weaken)).toEqual(['The table “runs” is not defined as Circumplex defines it.'])
  })

  it('minds no line breaks', () => {
    expect(problemsAfter("UPDATE sqlite_schema SET sql = replace(sql, ', ', ',' || char(10)) WHERE name = 'tags'")).toEqual([])
  })
})
