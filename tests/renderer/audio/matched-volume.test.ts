import { expect, it } from 'vitest'
import { matchedVolume } from '@renderer/audio/matched-volume'

it('brings two tracks to the same loudness within the headroom', () => {
  const loud = 20 * Math.log10(matchedVolume(-8, 1)) + 8
  const quiet = 20 * Math.log10(matchedVolume(5, 1)) - 5
  expect(loud).toBeCloseTo(quiet, 9)
})

it('is never above the file itself and is silent at volume 0', () => {
  expect(matchedVolume(30, 1)).toBe(1)
  expect(matchedVolume(3, 0)).toBe(0)
})
