import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDatabase, tracksWithWrongCurrentLabel } from '@main/store/check'
import { insertLabelVersion, setActiveVersion } from '@main/store/label-versions'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import type { Library } from '@main/store/library'
import { publishedScheme } from '@shared/domain/schemes/published'
import { temporaryLibrary, testTime } from '../../helpers/library'
import { addLabel, addTrack } from '../../helpers/track'

const createdAt = testTime.toISOString()

function deriveVersion(library: Library, trackIds: readonly number[]): number {
  const labels = trackIds.map((trackId) => ({ trackId, valence: 0.5, arousal: 0.5 }))
  return insertLabelVersion(library.database, {
    scheme: publishedScheme,
    lexiconId: 1,
    note: '',
    author: 'test',
    createdAt,
    labels,
    unlabelled: 0,
  })
}

const step = fc.record({
  kind: fc.constantFrom('human', 'imported', 'comments', 'withdraw', 'derive', 'activate', 'deactivate'),
  track: fc.integer({ min: 1, max: 3 }),
  excerpt: fc.boolean(),
})

describe('checkDatabase', () => {
  it('finds nothing wrong whatever labels are placed, withdrawn, derived and activated', () => {
    const library = temporaryLibrary()
    const { database } = library
    const tracks = [1, 2, 3].map(() => addTrack(library))
    const excerptId = Number(
      database.prepare('INSERT INTO excerpts (track_id, start_seconds, end_seconds, created_at) VALUES (1, 0, 10, ?)').run(createdAt)
        .lastInsertRowid,
    )
    const versions: number[] = []
    const run = ({ kind, track, excerpt }: { kind: string; track: number; excerpt: boolean }): void => {
      if (kind === 'derive')
        versions.push(
          deriveVersion(
            library,
            tracks.filter((id) => id !== track),
          ),
        )
      else if (kind === 'activate' || kind === 'deactivate')
        setActiveVersion(database, kind === 'activate' ? (versions[track] ?? null) : null)
      else {
        const source = kind === 'withdraw' ? 'human' : (kind as 'human' | 'imported' | 'comments')
        const value = kind === 'withdraw' ? null : 0.1 * track
        insertLabel(database, {
          trackId: track,
          excerptId: excerpt && track === 1 ? excerptId : null,
          valence: value,
          arousal: value,
          source,
          author: '',
          note: '',
          createdAt,
        })
      }
      refreshCurrentLabels(database, 'all')
    }
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        for (const each of steps) run(each)
        expect(tracksWithWrongCurrentLabel(database)).toEqual([])
      }),
      { numRuns: 30 },
    )
    expect(checkDatabase(database)).toEqual([])
  })

  it('finds a current label that is not what the labels say', () => {
    const library = temporaryLibrary()
    const [one, other, third] = [addTrack(library), addTrack(library), addTrack(library)]
    for (const trackId of [one, other, third]) addLabel(library, trackId, 0.5, 0.5)
    library.database.prepare('UPDATE current_labels SET valence = 0.4 WHERE track_id = ?').run(one)
    library.database.prepare('DELETE FROM current_labels WHERE track_id = ?').run(other)
    library.database.prepare('UPDATE current_labels SET quadrant = 2 WHERE track_id = ?').run(third)
    expect(tracksWithWrongCurrentLabel(library.database)).toEqual([one, other, third])
    expect(checkDatabase(library.database)).toEqual([`3 tracks show another label than their labels say, such as track ${one}.`])
  })

  it('finds a search index that lost a track, and rows that point at nothing', () => {
    const library = temporaryLibrary()
    const id = addTrack(library, { title: 'Lost' })
    library.database.exec(
      `INSERT INTO track_search (track_search, rowid, title, artist, album) VALUES ('delete', ${id}, 'Lost', 'Somebody', '')`,
    )
    library.database.pragma('foreign_keys = OFF')
    library.database.prepare("INSERT INTO texts VALUES (77, 'lyrics', 'la', NULL, 'test', ?)").run(createdAt)
    expect(checkDatabase(library.database)).toEqual([
      '1 rows point at rows that are gone.',
      'The search index does not agree with the tracks.',
    ])
  })

  it('lets no label be changed', () => {
    const library = temporaryLibrary()
    addLabel(library, addTrack(library), 0.5, 0.5)
    expect(() => library.database.exec('UPDATE labels SET valence = 0')).toThrow('a label is never changed, only followed')
  })
})
