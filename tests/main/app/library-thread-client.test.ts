import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type LibraryThread, startLibraryThread } from '@main/app/library-thread-client'
import { childProcessWorkers } from '@main/jobs/child-process-workers'
import type { SpawnWorker } from '@main/jobs/worker-process'
import type { AppEvent } from '@shared/contract/events'
import type { Job } from '@shared/contract/jobs'
import { resourcesDirectory, temporaryFolder } from '../../helpers/library'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
const built = existsSync(fileURLToPath(new URL('../../../out/main/library-thread.js', import.meta.url)))
const reportedId = expect.stringMatching(/^[0-9a-f]{8}$/)

interface Started {
  readonly thread: LibraryThread
  readonly folder: string
  readonly events: AppEvent[]
  readonly log: string[]
  readonly workersEnded: (number | null)[]
  lastJob(): Job | undefined
}

/** The real library thread in a real thread, with faults that the fixture adds. */
function start(): Started {
  const folder = temporaryFolder()
  const events: AppEvent[] = []
  const log: string[] = []
  const workersEnded: (number | null)[] = []
  const spawnReal = childProcessWorkers(join(fixtures, 'workers'))
  const spawn: SpawnWorker = (kind) => {
    const worker = spawnReal(kind)
    worker.onExit(({ exitCode }) => workersEnded.push(exitCode))
    return worker
  }
  const thread = startLibraryThread({
    entry: join(fixtures, 'library-thread/faulty.js'),
    data: { resourcesDirectory, userDataDirectory: folder },
    spawn,
    onEvent: (event) => events.push(event),
    log: (entry) => log.push(entry),
  })
  onTestFinished(() => thread.close())
  const lastJob = (): Job | undefined => events.flatMap((event) => (event.type === 'job' ? [event.job] : [])).at(-1)
  return { thread, folder, events, log, workersEnded, lastJob }
}

describe.skipIf(!built)('the library thread', () => {
  it('that throws is started again with its library, and what waited or ran fails with the cause in the log', async () => {
    const { thread, folder, events, log, workersEnded, lastJob } = start()
    const path = join(folder, 'Music.circumplex')
    expect(await thread.call('library.create', { path })).toMatchObject({ ok: true })
    expect(await thread.call('library.sample', { path: null })).toMatchObject({ ok: true })
    await vi.waitFor(() => expect(lastJob()).toMatchObject({ state: 'running', done: 1 }))
    const [waiting, failed] = await Promise.all([thread.call('library.check', null), thread.call('library.recent', null)])
    expect(waiting).toMatchObject({ ok: false, code: 'internal', id: reportedId })
    expect(failed).toEqual(waiting)
    const id = waiting.ok ? '' : String(waiting.id)
    expect(lastJob()).toMatchObject({ state: 'failed', failure: { code: 'internal', id } })
    expect(log).toHaveLength(1)
    expect(log[0]).toMatch(
      new RegExp(`^\\[${id}\\] Failure: [^]*Caused by: TypeError: the check is torn\\n[^]*Caused by: Error: a page of`),
    )
    expect(await thread.call('library.current', null)).toMatchObject({ ok: true, value: { path } })
    expect(events).toContainEqual({ type: 'failure', failure: expect.objectContaining({ id }) })
    expect(events).toContainEqual({ type: 'undo', state: { undo: null, redo: null } })
    expect(events.at(-1)).toMatchObject({ type: 'changed', topics: expect.arrayContaining(['library', 'tracks', 'labels', 'runs']) })
    await vi.waitFor(() => expect(workersEnded).toEqual([null]))
  })

  it('answers no call about a library that is no longer open', async () => {
    const { thread, folder } = start()
    const [former, other] = ['Former', 'Other'].map((name) => join(folder, `${name}.circumplex`))
    for (const path of [former, other]) await thread.call('library.create', { path })
    expect(await thread.call('tracks.show', { trackId: 11 }, other)).toMatchObject({ ok: false, code: 'not-found' })
    expect(await thread.call('tracks.show', { trackId: 11 }, former)).toMatchObject({ ok: false, code: 'cancelled' })
    expect(await thread.call('library.open', { path: former }, former)).toMatchObject({ ok: true, value: { path: former } })
  })

  it('that exits is started again', async () => {
    const { thread, log } = start()
    expect(await thread.call('tracks.setAside', null)).toMatchObject({ ok: false, code: 'internal', id: reportedId })
    expect(log[0]).toContain('The library thread ended with code 3.')
    expect(await thread.call('library.current', null)).toEqual({ ok: true, value: null })
  })

  it('does not open again a library whose opening ends it', async () => {
    const { thread, folder, events, log } = start()
    await thread.call('library.create', { path: join(folder, 'Torn.circumplex') })
    expect(await thread.call('library.check', null)).toMatchObject({ ok: false })
    expect(await thread.call('library.current', null)).toEqual({ ok: true, value: null })
    expect(events.filter(({ type }) => type === 'library').at(-1)).toEqual({ type: 'library', library: null })
    expect(log.map((entry) => /Caused by: (.*)/.exec(entry)?.[1])).toEqual([
      'TypeError: the check is torn',
      'Error: this library ends the thread',
    ])
  })

  it('that ends again and again is given up, and every call says so', async () => {
    const { thread } = start()
    for (let time = 0; time < 4; time += 1) await thread.call('library.check', null)
    expect(await thread.call('library.current', null)).toMatchObject({
      ok: false,
      code: 'internal',
      hint: expect.stringContaining('start Circumplex again'),
      id: reportedId,
    })
  })

  it('ends when it is closed, and is not started again', async () => {
    const { thread, events, log } = start()
    await thread.close()
    expect(await thread.call('library.current', null)).toMatchObject({ ok: false, code: 'internal' })
    expect([events, log]).toEqual([[], []])
  })
})
