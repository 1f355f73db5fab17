// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { pullsOf } from '@renderer/annotate/tag-pulls'
import WordPulls from '@renderer/annotate/WordPulls.vue'
import { mountComponent } from '../helpers/mount-component'

const words = [
  { word: 'calmness', count: 3000, valence: 0.6, arousal: -0.8 },
  { word: 'anger', count: 1000, valence: -0.6, arousal: 0.8 },
  { word: 'unknown', count: 9, valence: null, arousal: null },
]

it('lists the words with their counts and shares, one that is off struck through', async () => {
  const off = new Set(['anger'])
  const panel = await mountComponent(WordPulls, { pulls: pullsOf(words, off), off })
  const rows = panel.findAll('.pull').map((row) => ['.word', '.count', '.share'].map((part) => row.get(part).text()))
  expect(rows).toEqual([
    ['calmness', '3,000', '100 %'],
    ['anger', '1,000', '0 %'],
    ['unknown', '9', '–'],
  ])
  expect(panel.findAll('.pull.off .word').map((word) => word.text())).toEqual(['anger'])
})

it('switches words, but not one without coordinates', async () => {
  const switched: string[] = []
  const panel = await mountComponent(WordPulls, {
    pulls: pullsOf(words, new Set()),
    off: new Set(),
    onToggle: (word: string) => switched.push(word),
  })
  const boxes = panel.findAll('input')
  expect(boxes.map((box) => box.attributes('disabled') !== undefined)).toEqual([false, false, true])
  await boxes[1]?.trigger('change')
  expect(switched).toEqual(['anger'])
})

it('is not there for a track without words', async () => {
  expect((await mountComponent(WordPulls, { pulls: [], off: new Set() })).find('section').exists()).toBe(false)
})
