// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { QueueEntry, QueuePage } from '@shared/contract/review-queue'
import { openQueueChoices, type QueueChoices } from '@renderer/annotate/queue-choices'
import QueuePanel from '@renderer/annotate/QueuePanel.vue'
import { openLibraryApi } from '../helpers/library-api'
import { mountComponent } from '../helpers/mount-component'

const entry = (trackId: number, part: Partial<QueueEntry> = {}): QueueEntry => ({
  trackId,
  title: `Song ${trackId}`,
  artist: '',
  path: null,
  quadrant: 2,
  score: 0.5,
  reason: 'tags-disagree',
  parts: [{ reason: 'tags-disagree', strength: 0.5, text: 'calm and angry' }],
  detail: 'calm and angry',
  reviewed: false,
  ...part,
})

const page: QueuePage = {
  entries: [],
  total: 4,
  reviewed: 0,
  counts: { 'tags-disagree': 3, unlabelled: 1 },
  note: 'Tags alone.',
  snapshot: 1,
}

const open = (queue: readonly QueueEntry[], part: Record<string, unknown> = {}) => {
  openLibraryApi(1)
  return mountComponent(QueuePanel, {
    queue,
    total: queue.length,
    page,
    choices: openQueueChoices,
    presentId: 1,
    reviewed: queue.filter(({ reviewed }) => reviewed).length,
    pace: '',
    checkedSet: null,
    ...part,
  })
}

describe('the review queue', () => {
  it('counts what is labelled, in figures and on its bar', async () => {
    const panel = await open([entry(1), entry(2, { reviewed: true }), entry(3), entry(4)])
    expect(panel.get('.done').text()).toBe('1 of 4')
    expect(panel.get('[role=progressbar]').attributes('aria-valuenow')).toBe('25')
  })

  it('shows the pace once there is one', async () => {
    expect((await open([entry(1)])).get('.pace').text()).toBe('Pace shows after two labels')
    expect((await open([entry(1)], { pace: '4 a minute' })).get('.pace').text()).toBe('4 a minute')
  })

  it('gives the reason of a track that waits, and a tick instead once it is labelled', async () => {
    const panel = await open([entry(1), entry(2, { reviewed: true })])
    const [waiting, labelled] = panel.findAll('.entry')
    expect(waiting?.get('.why').text()).toBe('calm and angry')
    expect(waiting?.get('.why').attributes('title')).toBe('tags disagree: calm and angry')
    expect(waiting?.find('[title="Labelled by a person"]').exists()).toBe(false)
    expect(labelled?.find('.why').exists()).toBe(false)
    expect(labelled?.find('[title="Labelled by a person"]').exists()).toBe(true)
  })

  it('marks the present track, names one without a title by its number, and gives the one that is clicked', async () => {
    const chosen: number[] = []
    const panel = await open([entry(1), entry(2, { title: '' })], { onChoose: (trackId: number) => chosen.push(trackId) })
    const [first, second] = panel.findAll('.entry')
    expect([first, second].map((button) => button?.attributes('aria-current'))).toEqual(['true', 'false'])
    expect(second?.get('.name').text()).toBe('Track 2')
    await second?.trigger('click')
    expect(chosen).toEqual([2])
  })

  it('shows how many tracks have each reason, and asks for those of a reason that is pressed', async () => {
    const changes: Partial<QueueChoices>[] = []
    const panel = await open([entry(1)], { onChange: (change: Partial<QueueChoices>) => changes.push(change) })
    const reasons = panel.findAll('[aria-label=Reasons] button')
    expect(reasons.map((button) => button.text())).toEqual(['tags disagree 3', 'no label 1'])
    await reasons[1]?.trigger('click')
    expect(changes).toEqual([{ reasons: ['unlabelled'] }])
    expect(panel.get('select').attributes('title')).toBe('Tags alone.')
    await panel.get('select').setValue('usefulness')
    expect(changes[1]).toEqual({ order: 'usefulness' })
  })
})
