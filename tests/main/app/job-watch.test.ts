import { describe, expect, it } from 'vitest'
import { createJobWatch, type JobWatch } from '@main/app/job-watch'
import { createJobTable } from '@main/jobs/job-table'
import type { Job } from '@shared/contract/jobs'
import { fail } from '@shared/domain/failure'

interface Desk {
  readonly watch: JobWatch
  readonly happened: string[]
  focused: boolean
}

function watchDesktop(): Desk {
  const happened: string[] = []
  const desk = { happened, focused: false }
  const watch = createJobWatch({
    isFocused: () => desk.focused,
    stayAwake: () => {
      happened.push('stay awake')
      return () => happened.push('may sleep')
    },
    notify: (title, body) => happened.push(`${title}: ${body}`),
  })
  return Object.assign(desk, { watch })
}

/** The events of a job that takes some seconds. */
async function eventsOfJob(seconds: number, outcome: 'done' | 'failed' | 'cancelled'): Promise<Job[]> {
  const events: Job[] = []
  let clock = 0
  const table = createJobTable(
    (job) => events.push(job),
    () => {},
    () => clock,
  )
  const { finished } = table.start({ kind: 'features', title: 'Features' }, async () => {
    clock += seconds * 1000
    if (outcome === 'failed') fail('disk-full', 'No space is left.', 'Free some.')
    if (outcome === 'cancelled') fail('cancelled', 'Cancelled.', 'Start it again.')
    return { summary: '4 tracks done', value: null }
  })
  await finished
  return events
}

describe('the job watch', () => {
  it('keeps the computer awake from the first job to the end of the last', async () => {
    const { watch, happened } = watchDesktop()
    const [a, aEnd] = await eventsOfJob(1, 'done')
    const [b, bEnd] = await eventsOfJob(1, 'failed')
    for (const job of [a, b, aEnd]) if (job) watch.see(job)
    expect(happened).toEqual(['stay awake'])
    expect(watch.running().map(({ id }) => id)).toEqual([b?.id])
    if (bEnd) watch.see(bEnd)
    expect(happened).toEqual(['stay awake', 'may sleep'])
    for (const job of await eventsOfJob(1, 'done')) watch.see(job)
    expect(happened).toEqual(['stay awake', 'may sleep', 'stay awake', 'may sleep'])
  })

  it.each([
    [21, 'done', false, ['Features: 4 tracks done']],
    [21, 'failed', false, ['Features: No space is left.']],
    [21, 'cancelled', false, []],
    [19, 'done', false, []],
    [21, 'done', true, []],
  ] as const)('after %i s, %s, with the window looked at: %s, announces %j', async (seconds, outcome, focused, announced) => {
    const desk = watchDesktop()
    desk.focused = focused
    for (const job of await eventsOfJob(seconds, outcome)) desk.watch.see(job)
    expect(desk.happened.filter((entry) => entry.startsWith('Features'))).toEqual(announced)
  })
})
