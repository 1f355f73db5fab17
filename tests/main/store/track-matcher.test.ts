import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTrackMatcher, normaliseName } from '@main/store/track-matcher'
import { temporaryLibrary } from '../../helpers/library'
import { addFile, addTrack } from '../../helpers/track'

describe('createTrackMatcher', () => {
  it('matches by external id, then path, then file name, then artist and title', () => {
    const library = temporaryLibrary()
    const identified = addTrack(library, { externalId: '17', title: 'One', artist: 'Abba' })
    const filed = addTrack(library, { title: 'Two', artist: 'Abba' })
    const inside = addTrack(library, { title: 'Three', artist: 'Abba' })
    addFile(library, filed, '/music/Abba/two.mp3')
    addFile(library, inside, 'sample/audio/three.wav')
    const match = createTrackMatcher(library, '/music')

    expect(match({ externalId: '17', path: '/music/Abba/two.mp3' })).toEqual([identified])
    expect(match({ path: '/music/Abba/two.mp3', artist: 'Abba', title: 'One' })).toEqual([filed])
    expect(match({ path: 'Abba/TWO.mp3' })).toEqual([filed])
    expect(match({ path: 'abba/two' })).toEqual([filed])
    expect(match({ path: join(library.directory, 'sample/audio/three.wav') })).toEqual([inside])
    expect(match({ path: 'sample/audio/three.wav' })).toEqual([inside])
    expect(match({ path: '/elsewhere/three.wav' })).toEqual([inside])
    expect(match({ artist: 'ABBA', title: 'two!' })).toEqual([filed])
    expect(match({ externalId: '99', path: '99' })).toEqual([])
    expect(match({})).toEqual([])
  })

  it('lists all tracks that an ambiguous key may mean, unless something else decides', () => {
    const library = temporaryLibrary()
    const [first, second] = [addTrack(library, { title: 'Live', artist: 'A' }), addTrack(library, { title: 'Live', artist: 'B' })]
    addFile(library, first, '/one/01.mp3')
    addFile(library, second, '/two/01.mp3')
    const match = createTrackMatcher(library, '/')
    expect(match({ path: '01.mp3' })).toEqual([first, second])
    expect(match({ path: '01.mp3', artist: 'b', title: 'live' })).toEqual([second])
    expect(match({ title: 'Live' })).toEqual([])
  })
})

describe('normaliseName', () => {
  it.each([
    ['Sigur Rós', 'sigur ros'],
    ["Don't  Stop", 'dont stop'],
    ['Earth, Wind & Fire', 'earth wind and fire'],
    ['AC/DC', 'ac dc'],
  ])('makes %s comparable', (name, comparable) => expect(normaliseName(name)).toBe(comparable))
})
