import { expect, it } from 'vitest'
import { textBodies, trackNames } from '@main/store/text-bodies'
import { deleteText, fillText, readText, setText } from '@main/store/texts'
import { testTime } from '../../helpers/library'
import { createTestContext } from '../../helpers/service-context'
import { addTrack } from '../../helpers/track'

it('a track has one text of each kind; what is set replaces, what is filled in does not', () => {
  const { library } = createTestContext()
  const { database } = library
  const trackId = addTrack(library)
  const text = { trackId, kind: 'lyrics', source: 'test' } as const
  expect(fillText(database, { ...text, body: 'one' }, testTime)).toBe(true)
  expect(fillText(database, { ...text, body: 'two' }, testTime)).toBe(false)
  expect(readText(database, trackId, 'lyrics')).toBe('one')
  setText(database, { ...text, body: 'three' }, testTime)
  setText(database, { ...text, kind: 'comments', body: 'fine' }, testTime)
  expect([readText(database, trackId, 'lyrics'), readText(database, trackId, 'comments')]).toEqual(['three', 'fine'])
  deleteText(database, trackId, 'lyrics')
  deleteText(database, trackId, 'lyrics')
  expect([readText(database, trackId, 'lyrics'), readText(database, trackId, 'comments')]).toEqual([null, 'fine'])
})

it('prose that replaces tokens takes the tokens away', () => {
  const { library } = createTestContext()
  const { database } = library
  const trackId = addTrack(library)
  setText(database, { trackId, kind: 'lyrics', body: '', tokens: ['la', 'la'], source: 'test' }, testTime)
  expect(textBodies(database, 'lyrics')).toEqual([{ trackId, body: '', tokens: ['la', 'la'] }])
  setText(database, { trackId, kind: 'lyrics', body: 'prose', source: 'test' }, testTime)
  expect(textBodies(database, 'lyrics')).toEqual([{ trackId, body: 'prose', tokens: null }])
})

it('texts of white space only are left out of those that networks read', () => {
  const { library } = createTestContext()
  const bodies = [' \t\r\n', 'words', '']
  const ids = bodies.map((body) => {
    const trackId = addTrack(library)
    setText(library.database, { trackId, kind: 'comments', body, source: 'test' }, testTime)
    return trackId
  })
  expect(textBodies(library.database, 'comments').map(({ trackId }) => trackId)).toEqual([ids[1]])
  expect(textBodies(library.database, 'lyrics')).toEqual([])
})

it('a track is named by its title where nobody knows the artist', () => {
  const { library } = createTestContext()
  addTrack(library, { title: 'Dawn', artist: 'Ada' })
  addTrack(library, { title: 'Noon', artist: ' ' })
  expect([...trackNames(library.database).values()]).toEqual(['Ada – Dawn', 'Noon'])
})
