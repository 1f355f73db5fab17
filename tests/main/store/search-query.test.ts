import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchQuery } from '@main/store/search-query'
import { trackIds } from '@main/store/track-pages'
import { temporaryLibrary } from '../../helpers/library'
import { addTrack } from '../../helpers/track'

const byTitle = { by: 'title', direction: 'ascending' } as const

describe('search', () => {
  it('finds tracks by the beginning of any word, without case and accents, in any order', () => {
    const library = temporaryLibrary()
    const id = addTrack(library, { title: 'Für Élise', artist: 'Beethoven, L. van', album: "Don't Panic" })
    addTrack(library, { title: 'Other' })
    for (const search of ['elise', 'ÉLI', 'beet fur', "don't pan", '"elise"', 'elise*', '(beethoven)', 'L.']) {
      expect([search, ...trackIds(library.database, { search }, byTitle)]).toEqual([search, id])
    }
    expect(trackIds(library.database, { search: 'lise' }, byTitle)).toHaveLength(0)
  })

  it('finds a track by its external id and by a name of signs alone', () => {
    const library = temporaryLibrary()
    const id = addTrack(library, { title: 'Must Be the Moon', artist: '!!!', externalId: 'TRX-1' })
    expect([...trackIds(library.database, { search: 'TRX-1' }, byTitle)]).toEqual([id])
    expect([...trackIds(library.database, { search: '!!!' }, byTitle)]).toEqual([id])
  })

  it('takes any text without an error', () => {
    const library = temporaryLibrary()
    addTrack(library)
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', "'", '*', 'a', 'NEAR', ' ', '(', ':', '\0', '-', '^', 'OR', '\u0301') }),
    )
    fc.assert(fc.property(text, (search) => trackIds(library.database, { search }, byTitle).length >= 0))
  })

  it('says null when there is no word', () => {
    expect(searchQuery(' "*" ')).toBeNull()
  })
})
