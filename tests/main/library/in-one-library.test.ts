import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { inOneLibrary } from '@main/library/in-one-library'
import { createLibrarySession, type LibrarySession } from '@main/library/library-session'
import { fail } from '@shared/domain/failure'
import { resourcesDirectory, temporaryFolder } from '../../helpers/library'

function twoLibraries(): { session: LibrarySession; former: string; turn: () => void } {
  const folder = temporaryFolder()
  const session = createLibrarySession({ resourcesDirectory, recentPath: null })
  onTestFinished(() => session.close())
  session.adopt(session.create(join(folder, 'Former')))
  const turn = (): void => session.adopt(session.create(join(folder, 'Other')))
  return { session, former: session.current()?.directory ?? '', turn }
}

const name = 'tracks.show'

it('answers a call about the library that is open, or about whichever is open', async () => {
  const { session, former } = twoLibraries()
  for (const library of [former, null]) expect(await inOneLibrary(session, { name, library }, () => Promise.resolve(7))).toBe(7)
})

it('keeps a call about a former library from another one', async () => {
  const { session, former, turn } = twoLibraries()
  turn()
  let worked = false
  const call = inOneLibrary(session, { name, library: former }, () => Promise.resolve((worked = true)))
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
  session.close()
  await expect(inOneLibrary(session, { name, library: former }, () => Promise.resolve())).rejects.toMatchObject({ code: 'cancelled' })
  expect(worked).toBe(false)
})

it('lets a call that is not about the open library pass', async () => {
  const { session, former, turn } = twoLibraries()
  turn()
  expect(await inOneLibrary(session, { name: 'library.open', library: former }, () => Promise.resolve(7))).toBe(7)
})

it('ends a call that fails because its library was closed while it was at work, and passes on any other failure', async () => {
  const { session, former, turn } = twoLibraries()
  const lost = (): never => fail('not-found', 'There is no track 11.', 'Reload the list.')
  await expect(inOneLibrary(session, { name, library: former }, () => Promise.resolve().then(lost))).rejects.toMatchObject({
    code: 'not-found',
  })
  const call = inOneLibrary(session, { name, library: former }, () => Promise.resolve().then(turn).then(lost))
  await expect(call).rejects.toMatchObject({ code: 'cancelled', cause: expect.objectContaining({ code: 'not-found' }) })
})
