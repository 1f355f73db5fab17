import { describe, expect, it } from 'vitest'
import { absolutePath, storedPath } from '@main/store/stored-path'

const directory = '/music/My.circumplex'

describe('stored paths', () => {
  it.each([
    ['/music/My.circumplex/sample/audio/a b.wav', 'sample/audio/a b.wav'],
    ['/music/My.circumplex/..odd/a.wav', '..odd/a.wav'],
    ['/music/song.mp3', '/music/song.mp3'],
    ['/music/My.circumplex2/song.mp3', '/music/My.circumplex2/song.mp3'],
    ['/music/My.circumplex', '/music/My.circumplex'],
  ])('of %s is %s, and back', (path, stored) => {
    expect(storedPath(directory, path)).toBe(stored)
    expect(absolutePath(directory, stored)).toBe(path)
  })

  it('follow a library that moves', () => {
    expect(absolutePath('/elsewhere/My.circumplex', 'sample/a.wav')).toBe('/elsewhere/My.circumplex/sample/a.wav')
  })
})
