import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rankOfSource } from '@shared/domain/label'
import { previewLabels } from '@shared/domain/label-preview'
import type { PlanePoint } from '@shared/domain/plane'
import { publishedScheme } from '@shared/domain/schemes/published'
import { deriveByScheme, type Scheme } from '@shared/domain/schemes/scheme'
import { deriveLabels } from '@main/labelling/derive-labels'
import { readTagMatrix } from '@main/labelling/tag-matrix'
import { currentLabels, insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { createTestContext, type TestContext } from '../../helpers/service-context'
import type { EmotionTag } from '../../helpers/tagged-tracks'

const words = ['happiness', 'sadness', 'anger', 'calmness']
const tags = fc.uniqueArray(fc.tuple(fc.constantFrom(...words), fc.integer({ min: 1, max: 100 })), {
  selector: ([word]) => word,
  minLength: 1,
})
const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const point = fc.record({ valence: coordinate, arousal: coordinate })
/** The label of another source, if any. */
const other = fc.option(fc.record({ source: fc.constantFrom('human', 'imported', 'comments'), point }))
const scheme: fc.Arbitrary<Scheme> = fc.oneof(
  fc.constant(publishedScheme),
  fc.record({
    kind: fc.constant('weights' as const),
    name: fc.constant('any'),
    weights: fc.dictionary(fc.constantFrom(...words), fc.constantFrom(0, 0.25, 1, 2)),
    minimumMass: fc.constantFrom(0, 20),
    commentsShare: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
)

interface Song {
  readonly tags: readonly EmotionTag[]
  readonly other: { readonly source: 'human' | 'imported' | 'comments'; readonly point: PlanePoint } | null
}

function libraryOf(songs: readonly Song[]): TestContext {
  const test = createTestContext({ tracks: [...songs.map((song) => song.tags), [['happiness', 1]]] })
  const { database } = test.library
  for (const [index, song] of songs.entries()) {
    if (!song.other) continue
    const { source, point: label } = song.other
    insertLabel(database, { trackId: index + 1, excerptId: null, ...label, source, author: '', note: '', createdAt: '2026' })
  }
  refreshCurrentLabels(database, 'all')
  return test
}

/** Labels as [track, valence, arousal, rank of the source]; fixed labels travel as float32. */
type Row = readonly [trackId: number, valence: number, arousal: number, source: number]

function previewRows(test: TestContext, chosen: Scheme): Row[] {
  const matrix = readTagMatrix(test.library.database)
  const { valence, arousal, source } = previewLabels(matrix, chosen)
  return Array.from(matrix.trackIds, (trackId, row): Row => [
    trackId,
    Math.fround(valence[row] ?? NaN),
    Math.fround(arousal[row] ?? NaN),
    source[row] ?? NaN,
  ]).filter(([, coordinateOfRow]) => !Number.isNaN(coordinateOfRow))
}

function committedRows(test: TestContext): Row[] {
  return currentLabels(test.library.database).map(({ trackId, valence, arousal, source }) => [
    trackId,
    Math.fround(valence),
    Math.fround(arousal),
    rankOfSource(source),
  ])
}

it('the preview of a scheme is what a commit of it gives; a scheme by which tags label no track is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ tags, other }), { minLength: 1, maxLength: 6 }), scheme, (songs, chosen) => {
      const test = libraryOf(songs)
      const preview = previewRows(test, chosen)
      const derived = deriveByScheme(readTagMatrix(test.library.database), chosen).valence
      if (derived.every((valence) => Number.isNaN(valence))) {
        expect(() => deriveLabels(test.context, chosen, '')).toThrow('No track gets a label from its tags: the scheme leaves no tag.')
      } else deriveLabels(test.context, chosen, '')
      expect(preview).toEqual(committedRows(test))
    }),
    {
      numRuns: 60,
      examples: [
        [
          [{ tags: [['happiness', 1]], other: { source: 'comments', point: { valence: 0, arousal: 0 } } }],
          { kind: 'weights', name: 'any', weights: { happiness: 0 }, minimumMass: 0, commentsShare: 0 },
        ],
      ],
    },
  )
})
