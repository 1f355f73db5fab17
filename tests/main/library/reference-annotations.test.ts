import { describe, expect, it } from 'vitest'
import { importTags, previewTags } from '@main/library/import-tags'
import { libraryCounts } from '@main/store/library-counts'
import { trackIds, trackRows } from '@main/store/track-pages'
import { temporaryLibrary, testTime } from '../../helpers/library'
import { hasReferenceAnnotations, referenceAnnotationsPath as path } from '../../helpers/reference-annotations'

describe.runIf(hasReferenceAnnotations)('the reference annotations', () => {
  it('are imported as they stand, with artist and title from the file beside them, and again without doubling', () => {
    const library = temporaryLibrary()
    const options = { path, createTracks: true }
    expect(previewTags(library, options)).toMatchObject({
      format: 'reference-annotations',
      rows: 9654,
      matched: 0,
      created: 9654,
      problems: [],
    })

    expect(importTags(library, options, testTime)).toEqual({ imported: 9654, unmatched: [] })
    expect(libraryCounts(library.database)).toMatchObject({ tracks: 9654, withTags: 9654, withAudio: 0 })
    const [found] = trackIds(library.database, { search: 'fiona apple i know' }, { by: 'title', direction: 'ascending' })
    expect(trackRows(library.database, [found ?? 0])).toMatchObject([{ externalId: '532216', title: 'I Know', artist: 'Fiona Apple' }])
    const words = library.database.prepare('SELECT DISTINCT word FROM tags').pluck().all()
    expect(words).toHaveLength(27)
    expect(words).not.toContain(null)

    expect(importTags(library, options, testTime)).toEqual({ imported: 9654, unmatched: [] })
    expect(libraryCounts(library.database).tracks).toBe(9654)
  })
})
