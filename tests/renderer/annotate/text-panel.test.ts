// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import TextPanel from '@renderer/annotate/TextPanel.vue'
import { colourAt } from '@renderer/charts/quadrants'
import { trackDetails } from '../../helpers/track-details'
import { mountComponent } from '../helpers/mount-component'

const stems = {
  words: [
    { word: 'sadness', stems: ['sad'] },
    { word: 'happiness', stems: ['happ'] },
  ],
  ignored: [],
}
const sad = { valence: -0.7, arousal: -0.4 }
const points = new Map([['sadness', sad]])
const track = trackDetails({ lyrics: 'So sad, sadly happy', comments: null })

it('marks emotion words in the colour of their point, and counts them', async () => {
  const panel = await mountComponent(TextPanel, {
    modelValue: 'lyrics',
    track,
    mapping: { stems, tags: [], words: [] },
    points,
    blind: false,
  })
  expect(panel.get('.text').text()).toBe('So sad, sadly happy')
  const marks = panel.findAll('mark')
  expect(marks.map((mark) => [mark.text(), mark.attributes('title')])).toEqual([
    ['sad', 'sadness'],
    ['sadly', 'sadness'],
    ['happy', 'happiness'],
  ])
  expect(panel.findAll('.mark-count').map((count) => count.text())).toEqual(['sadness 2', 'happiness 1'])
  expect(marks[0]?.attributes('style')?.toLowerCase()).toContain(colourAt(sad).toLowerCase())
})

it('says which text a track lacks', async () => {
  const panel = await mountComponent(TextPanel, {
    modelValue: 'comments',
    track,
    mapping: { stems, tags: [], words: [] },
    points,
    blind: false,
  })
  expect(panel.get('.none').text()).toBe('This track has no comments.')
  expect(panel.find('.mark-count').exists()).toBe(false)
})
