import { countConditions, filterOf, openChoices } from '@renderer/api/stores/filter-store'
import { overallShare, useJobsStore, withJob } from '@renderer/api/stores/jobs-store'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { combineSelection } from '@renderer/api/stores/selection-store'
import type { Job } from '@shared/contract/jobs'
import { createPinia, disposePinia, setActivePinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { jobOf } from '../../helpers/job'
import { giveWindowApi } from '../../helpers/window-api'

const job = (id: string, part: Partial<Job> = {}): Job => jobOf({ id, title: id, ...part })

let pinia: Pinia
beforeEach(() => {
  pinia = createPinia()
  setActivePinia(pinia)
})
afterEach(() => {
  disposePinia(pinia)
  vi.unstubAllGlobals()
})

describe('selection', () => {
  const present = new Set([1, 2])
  it.each([
    ['replace', [2, 3], [2, 3]],
    ['add', [2, 3], [1, 2, 3]],
    ['toggle', [2, 3], [1, 3]],
  ] as const)('%s', (mode, ids, expected) => {
    expect([...combineSelection(present, ids, mode)].sort()).toEqual(expected)
    expect([...present]).toEqual([1, 2])
  })
})

describe('filter', () => {
  it('leaves out what is open', () => {
    expect(filterOf(openChoices)).toEqual({})
    expect(filterOf({ ...openChoices, search: '  ' })).toEqual({})
  })

  it('keeps a condition that excludes', () => {
    expect(filterOf({ ...openChoices, hasLyrics: false, quadrants: [2], search: ' rain ' })).toEqual({
      hasLyrics: false,
      quadrants: [2],
      search: 'rain',
    })
    expect(countConditions({ ...openChoices, hasLyrics: false, trackIds: [] })).toBe(2)
  })
})

describe('jobs', () => {
  it('replaces a job at its index and puts a new one first', () => {
    const jobs = [job('a'), job('b')]
    expect(withJob(jobs, job('b', { done: 5 })).map(({ id, done }) => [id, done])).toEqual([
      ['a', 0],
      ['b', 5],
    ])
    expect(withJob(jobs, job('c')).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })

  it('knows no overall share when one job cannot say', () => {
    expect(overallShare([job('a', { done: 5 }), job('b', { done: 10 })])).toBe(0.75)
    expect(overallShare([job('a'), job('b', { total: 0 })])).toBeNull()
    expect(overallShare([])).toBeNull()
  })

  it('resolves once the job has ended, also when it had ended before', async () => {
    const { send } = giveWindowApi()
    const store = useJobsStore()
    const waiting = store.whenFinished('a')
    send({ type: 'job', job: job('a', { done: 3 }) })
    expect(store.running).toHaveLength(1)
    send({ type: 'job', job: job('a', { state: 'done', outcome: '10 tracks' }) })
    expect((await waiting).outcome).toBe('10 tracks')
    expect((await store.whenFinished('a')).state).toBe('done')
    expect(store.running).toHaveLength(0)
  })
})

describe('library', () => {
  it('asks again when something changed', async () => {
    const info = { path: '/a', name: 'A', tracks: 1 }
    const { send, calls } = giveWindowApi({ 'library.current': () => ({ ok: true, value: { ...info, tracks: calls.length } }) })
    const store = useLibraryStore()
    await store.refresh()
    expect(store.isOpen).toBe(true)
    send({ type: 'changed', topics: ['tracks'] })
    await vi.waitFor(() => expect(store.info?.tracks).toBe(2))
  })
})
