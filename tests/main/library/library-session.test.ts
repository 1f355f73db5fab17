import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrations } from '@main/store/migrations'
import { libraryInfo } from '@main/library/library-info'
import { createLibrarySession, type LibrarySession } from '@main/library/library-session'
import { activeLexicon } from '@main/store/lexicons'
import type { Library } from '@main/store/library'
import { readEmotionStems } from '@main/store/tags'
import { resourcesDirectory, temporaryFolder, testTime } from '../../helpers/library'
import { addTrack } from '../../helpers/track'

function sessionIn(folder: string): LibrarySession {
  const session = createLibrarySession({ resourcesDirectory, recentPath: join(folder, 'recent.json'), now: () => testTime })
  onTestFinished(() => session.close())
  return session
}

const create = (session: LibrarySession, path: string): Library => adopted(session, session.create(path))
const open = (session: LibrarySession, path: string): Library => adopted(session, session.open(path))

function adopted(session: LibrarySession, library: Library): Library {
  session.adopt(library)
  return library
}

describe('a session', () => {
  it('creates a library with its folders, lexicon and stems, and opens it again', () => {
    const folder = temporaryFolder()
    const session = sessionIn(folder)
    const library = create(session, join(folder, 'deep', 'Mine'))
    expect(library.directory).toBe(join(folder, 'deep', 'Mine.circumplex'))
    expect(readdirSync(library.directory)).toEqual(expect.arrayContaining(['backups', 'features', 'library.sqlite', 'models', 'runs']))
    expect(activeLexicon(library.database)).toMatchObject({ id: 1, name: 'Circumplex 27', words: 27 })
    expect(readEmotionStems(library.database).words).toHaveLength(27)
    addTrack(library)
    session.close()
    expect(session.current()).toBeNull()

    expect(libraryInfo(open(session, join(folder, 'deep', 'Mine')))).toMatchObject({
      name: 'Mine',
      tracks: 1,
      schemaVersion: migrations.at(-1)?.version,
      synthetic: false,
      warning: null,
    })
    expect(readdirSync(join(library.directory, 'backups'))).toEqual(['library-2026-11-23T02-25-13.sqlite'])
  })

  it('refuses to create where something is, and leaves nothing behind when creating fails', () => {
    const folder = temporaryFolder()
    const session = sessionIn(folder)
    mkdirSync(join(folder, 'Taken.circumplex'))
    expect(() => create(session, join(folder, 'Taken'))).toThrow(expect.objectContaining({ code: 'already-exists' }))

    const broken = createLibrarySession({ resourcesDirectory: folder, recentPath: join(folder, 'recent.json') })
    expect(() => create(broken, join(folder, 'new', 'Half'))).toThrow('circumplex-27.json')
    expect(existsSync(join(folder, 'new'))).toBe(false)
  })

  it('keeps the open library when another cannot be opened', () => {
    const folder = temporaryFolder()
    const session = sessionIn(folder)
    const library = create(session, join(folder, 'Mine'))
    writeFileSync(join(folder, 'file.txt'), 'text')
    mkdirSync(join(folder, 'photos'))
    expect(() => open(session, join(folder, 'absent'))).toThrow(expect.objectContaining({ code: 'file-missing' }))
    expect(() => open(session, join(folder, 'file.txt'))).toThrow(expect.objectContaining({ code: 'not-a-library' }))
    expect(() => open(session, join(folder, 'photos'))).toThrow(expect.objectContaining({ code: 'not-a-library' }))
    expect(session.current()).toBe(library)
    expect(open(session, library.directory)).toBe(library)
    expect(library.database.open).toBe(true)
  })

  it('refuses a library that another session has open, and opens it when that one has closed', () => {
    const folder = temporaryFolder()
    const [first, second] = [sessionIn(folder), sessionIn(folder)]
    const { directory } = create(first, join(folder, 'Mine'))
    expect(() => open(second, directory)).toThrow(expect.objectContaining({ code: 'library-locked' }))
    first.close()
    expect(open(second, directory).directory).toBe(directory)
  })

  it('says which file it may not read', () => {
    const folder = temporaryFolder()
    const { directory } = create(sessionIn(folder), join(folder, 'Mine'))
    const session = sessionIn(folder)
    const path = join(folder, 'Broken.circumplex')
    cpSync(directory, path, { recursive: true })
    writeFileSync(join(path, 'library.sqlite'), 'x'.repeat(5000))
    rmSync(join(path, 'library.sqlite-wal'), { force: true })
    expect(() => open(session, path)).toThrow(
      expect.objectContaining({ code: 'not-a-library', message: expect.stringContaining(join(path, 'library.sqlite')) }),
    )
    rmSync(join(path, 'lock.sqlite'))
    mkdirSync(join(path, 'lock.sqlite'))
    expect(() => open(session, path)).toThrow(
      expect.objectContaining({ code: 'permission-denied', message: expect.stringContaining('lock.sqlite') }),
    )
  })

  it('remembers libraries, the last first, and says which are gone', () => {
    const folder = temporaryFolder()
    const session = sessionIn(folder)
    expect(session.recent()).toEqual([])
    const one = create(session, join(folder, 'One')).directory
    const two = create(session, join(folder, 'Two')).directory
    open(session, one)
    rmSync(two, { recursive: true })
    expect(session.recent()).toEqual([
      { path: one, name: 'One', openedAt: testTime.toISOString(), exists: true },
      { path: two, name: 'Two', openedAt: testTime.toISOString(), exists: false },
    ])
    writeFileSync(join(folder, 'recent.json'), '{broken')
    expect(session.recent()).toEqual([])
  })
})
