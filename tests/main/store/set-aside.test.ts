import { expect, it } from 'vitest'
import { clearSetAside, setAside, setAsideRows } from '@main/store/set-aside'
import { createTestContext } from '../../helpers/service-context'

it('a file is set aside once, with the last reason, until it is imported', () => {
  const { database } = createTestContext().library
  const row = { path: '/b.mp3', code: 'file-invalid', reason: 'It is broken.', hint: 'Mend it.', noticedAt: '2026' } as const
  setAside(database, { ...row, reason: 'It is empty.' })
  setAside(database, row)
  setAside(database, { ...row, path: '/a.mp3' })
  expect(setAsideRows(database)).toEqual([{ ...row, path: '/a.mp3' }, row])
  clearSetAside(database, '/b.mp3')
  clearSetAside(database, '/never set aside.mp3')
  expect(setAsideRows(database).map(({ path }) => path)).toEqual(['/a.mp3'])
})
