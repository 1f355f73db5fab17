import { expect, it } from 'vitest'
import { checkDatabase } from '@main/store/check'
import type { LibraryDatabase } from '@main/store/library'
import { fillLibrary } from '../../helpers/filled-library'
import { createTestContext } from '../../helpers/service-context'
import { addUncheckedRun } from '../../helpers/stored-run'

function problemsAfter(change: (database: LibraryDatabase) => void): string[] {
  const { database } = createTestContext().library
  fillLibrary(database)
  database.pragma('ignore_check_constraints = ON')
  change(database)
  return checkDatabase(database)
}

it('finds the id of a run that is a path', () => {
  expect(problemsAfter((database) => addUncheckedRun(database, '../../x'))).toContain(
    'A run has the id “../../x”, which Circumplex does not give; its files are not used.',
  )
})

it('finds the digest of a file that is a path', () => {
  expect(problemsAfter((database) => database.exec("UPDATE files SET digest = '../x' WHERE track_id = 3"))).toContain(
    'A file has the digest “../x”, which is none; its waveform is not kept.',
  )
})

it.each([
  "UPDATE files SET path = '../../etc/passwd' WHERE track_id = 3",
  "INSERT INTO duplicate_files VALUES ('../../etc/passwd', 'd', 1, 1)",
  "UPDATE models SET path = '../../etc/passwd'",
])('finds a relative path that leads out of the library: %s', (sql) => {
  expect(problemsAfter((database) => database.exec(sql))).toEqual([
    "The path “../../etc/passwd” is relative and leads out of the library's folder.",
  ])
})

it('finds nothing wrong with files elsewhere that are named by their whole path', () => {
  expect(problemsAfter((database) => database.exec("UPDATE files SET path = '/elsewhere/..odd/dawn.mp3' WHERE track_id = 3"))).toEqual([])
})
