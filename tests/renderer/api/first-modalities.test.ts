import { expect, it } from 'vitest'
import { firstModalities } from '@renderer/api/first-modalities'

it('asks for audio first, and for texts where a library has no audio', () => {
  expect(firstModalities({ withAudio: 1, withLyrics: 9, withComments: 9 })).toEqual(['audio'])
  expect(firstModalities({ withAudio: 0, withLyrics: 9, withComments: 0 })).toEqual(['lyrics'])
  expect(firstModalities({ withAudio: 0, withLyrics: 0, withComments: 0 })).toEqual(['audio'])
})
