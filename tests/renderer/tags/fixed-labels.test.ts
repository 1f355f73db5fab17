import { expect, it } from 'vitest'
import { countFixed, fixedSentence } from '@renderer/tags/fixed-labels'
import { matrixOf } from '../../helpers/tag-matrices'
import { moodWords, taggedSongs } from '../helpers/tagged-songs'

const point = { valence: 0.5, arousal: 0.5 }

it('counts labels that no scheme changes by their source: imported ones are not those of people', () => {
  const counts = countFixed(
    matrixOf(moodWords, taggedSongs, {
      fixed: { 0: { ...point, source: 'imported' }, 1: { ...point, source: 'human' }, 3: { ...point, source: 'imported' } },
      comments: { 2: point },
    }),
  )
  expect(counts).toEqual([
    { source: 'human', tracks: 1 },
    { source: 'imported', tracks: 2 },
  ])
  expect(fixedSentence(counts)).toBe(
    'Labels placed by people (1 track) and imported from a file (2 tracks) win over tags and stay as they are.',
  )
  expect(fixedSentence(countFixed(matrixOf(moodWords, taggedSongs)))).toBe('')
})
