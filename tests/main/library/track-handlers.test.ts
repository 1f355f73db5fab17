import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTrackHandlers } from '@main/library/track-handlers'
import { setAside } from '@main/store/set-aside'
import { setTrackTags } from '@main/store/track-tags'
import { createTestContext } from '../../helpers/service-context'
import { addFile, addLabel, addTrack } from '../../helpers/track'

const query = { filter: {}, sort: { by: 'valence', direction: 'descending' }, offset: 0, limit: 2 } as const

function setup() {
  const test = createTestContext()
  return { ...test, handlers: createTrackHandlers(test.context) }
}

describe('the channels of tracks', () => {
  it('answer pages that follow every change at once', async () => {
    const { library, handlers } = setup()
    const [one, two, three] = ['One', 'Two', 'Three'].map((title) => addTrack(library, { title }))
    const page = async () => (({ rows, total }) => [rows.map(({ title }) => title), total])(await handlers['tracks.page'](query))
    expect(await page()).toEqual([['One', 'Two'], 3])
    addLabel(library, three ?? 0, 0.5, 0)
    addLabel(library, two ?? 0, 0.1, 0)
    expect(await page()).toEqual([['Three', 'Two'], 3])
    expect(await handlers['tracks.page']({ ...query, offset: 2 })).toMatchObject({ rows: [{ id: one }], total: 3 })
    expect(await handlers['tracks.page']({ ...query, offset: 99 })).toMatchObject({ rows: [], total: 3 })
    library.database.prepare('DELETE FROM tracks WHERE id = ?').run(three)
    expect(await page()).toEqual([['Two', 'One'], 2])
    expect(await handlers['tracks.ids']({ filter: {}, sort: query.sort })).toEqual(Int32Array.of(two ?? 0, one ?? 0))
    expect((await handlers['tracks.plane']({ filter: { search: 'two' } })).trackIds).toEqual(Int32Array.of(two ?? 0))
  })

  it('say what joins a table of tracks with others: id and file', async () => {
    const { library, handlers } = setup()
    const [one, two] = [addTrack(library, { title: 'One', externalId: 'x-1' }), addTrack(library, { title: 'Two' })]
    addFile(library, one, 'audio/a.wav')
    expect(await handlers['tracks.identities']({ trackIds: [two, 99, one] })).toEqual([
      { id: two, externalId: null, title: 'Two', artist: 'Somebody', path: null },
      { id: one, externalId: 'x-1', title: 'One', artist: 'Somebody', path: join(library.directory, 'audio', 'a.wav') },
    ])
  })

  it('show all of a track', async () => {
    const { library, handlers } = setup()
    const id = addTrack(library, { title: 'T', genre: 'Folk', year: 1999 })
    addFile(library, id, 'sample/a.wav')
    addLabel(library, id, 0.5, -0.5)
    setTrackTags(library.database, [
      { trackId: id, tag: 'mellow', count: 2 },
      { trackId: id, tag: 'chill', count: 5 },
      { trackId: id, tag: 'seen live', count: 9 },
    ])
    await handlers['tracks.text.set']({ trackId: id, kind: 'comments', body: 'nice' })
    expect(await handlers['tracks.show']({ trackId: id })).toMatchObject({
      id,
      title: 'T',
      genre: 'Folk',
      year: 1999,
      valence: 0.5,
      lyrics: null,
      comments: 'nice',
      languages: { lyrics: null, comments: { reliable: false } },
      excerpts: [],
      prediction: null,
      checkedSet: null,
      file: { path: `${library.directory}/sample/a.wav`, format: 'wav', missing: false },
      tags: [
        { tag: 'seen live', count: 9, word: null },
        { tag: 'chill', count: 5, word: 'calmness' },
        { tag: 'mellow', count: 2, word: 'calmness' },
      ],
      words: [{ word: 'calmness', count: 7, valence: 0.5, arousal: -0.75 }],
      labels: [{ valence: 0.5, source: 'human', author: 'tester' }],
    })
    await expect(handlers['tracks.show']({ trackId: 999 })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('set and remove texts', async () => {
    const { library, handlers, events } = setup()
    const id = addTrack(library)
    await handlers['tracks.text.set']({ trackId: id, kind: 'lyrics', body: 'la' })
    expect(await handlers['tracks.page'](query)).toMatchObject({ rows: [{ hasLyrics: true }] })
    await handlers['tracks.text.set']({ trackId: id, kind: 'lyrics', body: ' ' })
    expect(await handlers['tracks.page'](query)).toMatchObject({ rows: [{ hasLyrics: false }] })
    expect(events).toContainEqual({ type: 'changed', topics: ['tracks', 'library'] })
    expect(() => handlers['tracks.text.set']({ trackId: 999, kind: 'lyrics', body: 'la' })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
  })

  it('list what was set aside', async () => {
    const { library, handlers } = setup()
    const row = { path: '/b.mp3', code: 'file-invalid', reason: 'It is empty.', hint: 'Copy it again.', noticedAt: '2026-01-01' }
    setAside(library.database, { ...row, reason: 'old' })
    setAside(library.database, row)
    expect(await handlers['tracks.setAside'](null)).toEqual([row])
  })
})
