import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fail } from '@shared/domain/failure'
import { createLibraryHandlers } from '@main/library/library-handlers'
import { createLibrarySession } from '@main/library/library-session'
import { addFile, addTrack } from '../../helpers/track'
import { resourcesDirectory, temporaryFolder } from '../../helpers/library'
import { createTestContext } from '../../helpers/service-context'

function setup() {
  const folder = temporaryFolder()
  const session = createLibrarySession({ resourcesDirectory, recentPath: join(folder, 'recent.json') })
  onTestFinished(() => session.close())
  const test = createTestContext()
  const context = { ...test.context, library: () => session.current() ?? fail('no-library', 'No library is open.', '') }
  return {
    folder,
    session,
    context,
    events: test.events,
    handlers: createLibraryHandlers(context, session, { deriveLabels: () => undefined }),
  }
}

const untilCancelled = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))

describe('the channels of a library', () => {
  it('create, describe, close and list libraries', async () => {
    const { folder, handlers, events } = setup()
    const info = await handlers['library.create']({ path: join(folder, 'Mine') })
    expect(info).toMatchObject({
      path: join(folder, 'Mine.circumplex'),
      name: 'Mine',
      tracks: 0,
      lastSavedAt: expect.stringMatching(/^20/),
    })
    expect(await handlers['library.current'](null)).toMatchObject({ name: 'Mine' })
    expect(await handlers['library.recent'](null)).toMatchObject([{ name: 'Mine', exists: true }])
    expect(events).toContainEqual({ type: 'changed', topics: expect.arrayContaining(['library', 'tracks']) })
    await handlers['library.close'](null)
    expect(await handlers['library.current'](null)).toBeNull()
    expect(await handlers['library.open']({ path: info.path })).toMatchObject({ name: 'Mine' })
  })

  it('leave jobs alone when another library cannot be opened or the same is opened again, and stop them when it changes', async () => {
    const { folder, handlers, context } = setup()
    const { path } = await handlers['library.create']({ path: join(folder, 'Mine') })
    const { finished } = context.jobs.start({ kind: 'training', title: 'Work' }, ({ signal }) => untilCancelled(signal))
    mkdirSync(join(folder, 'photos'))
    expect(() => handlers['library.open']({ path: join(folder, 'photos') })).toThrow(expect.objectContaining({ code: 'not-a-library' }))
    await handlers['library.open']({ path })
    expect(context.jobs.list()).toMatchObject([{ state: 'running' }])
    await handlers['library.create']({ path: join(folder, 'Other') })
    expect((await finished).state).not.toBe('running')
    expect(await handlers['library.current'](null)).toMatchObject({ name: 'Other' })
  })

  it('say which library is open now before they say that all has changed', async () => {
    const { folder, handlers, events } = setup()
    await handlers['library.create']({ path: join(folder, 'Mine') })
    await handlers['library.create']({ path: join(folder, 'Other') })
    await handlers['library.close'](null)
    const announced = events.filter(({ type }) => type === 'library' || type === 'changed')
    expect(announced).toMatchObject([
      { type: 'library', library: { name: 'Mine' } },
      { type: 'changed' },
      { type: 'library', library: { name: 'Other' } },
      { type: 'changed' },
      { type: 'library', library: null },
      { type: 'changed' },
    ])
  })

  it('say what the check finds, such as audio that is gone', async () => {
    const { folder, handlers, context } = setup()
    await handlers['library.create']({ path: join(folder, 'Mine') })
    expect(await handlers['library.check'](null)).toEqual({ ok: true, problems: [] })
    addFile(context.library(), addTrack(context.library()), join(folder, 'gone.wav'))
    expect(await handlers['library.check'](null)).toMatchObject({ ok: false, problems: [expect.stringContaining('gone.wav')] })
    expect(await handlers['library.current'](null)).toMatchObject({ missingAudio: 1 })
  })
})
