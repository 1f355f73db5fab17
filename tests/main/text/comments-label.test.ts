import { expect, it } from 'vitest'
import { coordinatesByStem, labelOfTokens } from '@main/text/comments-label'

const lexicon = coordinatesByStem([
  { word: 'Happiness', valence: 1, arousal: 0.5 },
  { word: 'happy', valence: 0.5, arousal: 0 },
  { word: 'sadness', valence: -0.75, arousal: -0.5 },
  { word: 'laid back', valence: 0.2, arousal: -0.9 },
])

it('takes words of one stem together and leaves out entries of several words', () => {
  expect([...lexicon.keys()]).toEqual(['happi', 'sad'])
  expect(lexicon.get('happi')).toEqual({ word: 'happi', valence: 0.75, arousal: 0.25 })
})

it('weighs words by their count', () => {
  expect(labelOfTokens(['happi', 'song', 'sad', 'happi'], lexicon)).toEqual({ valence: 0.25, arousal: 0, coveredTokens: 3 })
})

it('gives no label where nothing is covered', () => {
  for (const tokens of [[], ['song']]) expect(labelOfTokens(tokens, lexicon)).toBeNull()
})
