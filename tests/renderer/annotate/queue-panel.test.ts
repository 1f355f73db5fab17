// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { QueueEntry } from '@shared/contract/labels'
import QueuePanel from '@renderer/annotate/QueuePanel.vue'
import { mountComponent } from '../helpers/mount-component'

const entry = (trackId: number, part: Partial<QueueEntry> = {}): QueueEntry => ({
  trackId,
  title: `Song ${trackId}`,
  artist: '',
  reason: 'tags-disagree',
  detail: 'calm and angry',
  reviewed: false,
  ...part,
})

const open = (queue: readonly QueueEntry[], part: Record<string, unknown> = {}) =>
  mountComponent(QueuePanel, {
    queue,
    presentId: 1,
    reviewed: queue.filter(({ reviewed }) => reviewed).length,
    pace: '',
    ...part,
  })

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
    expect(waiting?.get('.why').text()).toBe('tags disagree')
    expect(waiting?.get('.why').attributes('title')).toBe('calm and angry')
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
})
