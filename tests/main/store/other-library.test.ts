import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { insertExcerpt, setExcerptDeleted } from '@main/store/excerpts'
import { insertLabel, type NewLabel } from '@main/store/labels'
import type { Library } from '@main/store/library'
import { labelsOfOtherLibrary } from '@main/store/other-library'
import { temporaryFolder, temporaryLibrary } from '../../helpers/library'
import { addFile, addTrack } from '../../helpers/track'

function label(library: Library, trackId: number, valence: number | null, values: Partial<NewLabel> = {}): void {
  const fixed = { excerptId: null, arousal: valence, source: 'human', author: 'Ada', note: '', createdAt: '2026' } as const
  insertLabel(library.database, { trackId, valence, ...fixed, ...values })
}

it('the present labels of people and imports are read, with absolute paths, and nothing is written', () => {
  const [own, other] = [temporaryLibrary(), temporaryLibrary()]
  const [first, second] = [addTrack(other, { externalId: 'x1' }), addTrack(other)]
  addFile(other, first, 'sample/a.wav')
  label(other, first, 0.1)
  label(other, first, 0.2)
  label(other, first, 0.3, { source: 'imported' })
  label(other, first, 0.4, { source: 'comments' })
  label(other, second, 0.5)
  label(other, second, null)
  const range = { startSeconds: 1, endSeconds: 4 }
  const [kept, deleted] = [1, 2].map(() => insertExcerpt(other.database, second, range, '2026').id)
  if (kept === undefined || deleted === undefined) return expect.unreachable('two excerpts are made')
  label(other, second, 0.6, { excerptId: kept })
  label(other, second, 0.7, { excerptId: deleted })
  setExcerptDeleted(other.database, deleted, '2026')
  other.database.pragma('wal_checkpoint(TRUNCATE)')
  const before = readFileSync(join(other.directory, 'library.sqlite'))

  const found = labelsOfOtherLibrary(own, other.directory.replace(/\.circumplex$/, ''))
  const path = join(other.directory, 'sample/a.wav')
  expect(found).toMatchObject([
    { trackId: first, externalId: 'x1', valence: 0.2, source: 'human', path, excerpt: null },
    { trackId: first, valence: 0.3, source: 'imported', path },
    { trackId: second, valence: 0.6, path: null, digest: null, excerpt: range },
  ])
  expect(found).toHaveLength(3)
  expect(readFileSync(join(other.directory, 'library.sqlite')).equals(before)).toBe(true)
})

it('what cannot be read is refused with its reason', () => {
  const [own, newer] = [temporaryLibrary(), temporaryLibrary()]
  newer.database.pragma('user_version = 9999')
  const failsWith = (path: string, code: string): void =>
    expect(() => labelsOfOtherLibrary(own, path)).toThrow(expect.objectContaining({ code }))
  failsWith(own.directory, 'invalid-argument')
  failsWith(newer.directory, 'library-newer')
  failsWith(temporaryFolder(), 'not-a-library')
  failsWith(join(temporaryFolder(), 'nothing'), 'file-missing')
})
