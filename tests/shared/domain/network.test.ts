import { describe, expect, it } from 'vitest'
import { namesAudioFiles } from '@shared/domain/network'

describe('what a model reads', () => {
  it.each([
    ['audio', true],
    ['backbone', true],
    ['audio-lyrics', true],
    ['lyrics', false],
    ['something new', false],
  ])('%s: from the audio file %s', (name, isRead) => {
    expect(namesAudioFiles(name)).toBe(isRead)
  })
})
