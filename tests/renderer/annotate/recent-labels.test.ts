// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import RecentLabels from '@renderer/annotate/RecentLabels.vue'
import { mountComponent } from '../helpers/mount-component'

const recent = [
  { trackId: 7, excerptId: null, title: 'Rain', point: { valence: 0.5, arousal: -0.25 } },
  { trackId: 7, excerptId: 3, title: 'Rain', point: { valence: 0, arousal: 1 } },
]

it('shows each label on the scale of the window, and returns to its track', async () => {
  const chosen: number[] = []
  const list = await mountComponent(RecentLabels, { recent, scale: '1-9', onChoose: (trackId: number) => chosen.push(trackId) })
  expect(list.findAll('.recent').map((row) => [row.get('.name').text(), row.get('.where').text()])).toEqual([
    ['Rain', '7.00, 4.00'],
    ['Rain (excerpt)', '5.00, 9.00'],
  ])
  await list.findAll('.recent')[1]?.trigger('click')
  expect(chosen).toEqual([7])
})

it('is not there before the first label', async () => {
  expect((await mountComponent(RecentLabels, { recent: [], scale: '-1-1' })).find('section').exists()).toBe(false)
})
