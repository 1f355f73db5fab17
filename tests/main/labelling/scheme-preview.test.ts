import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Scheme } from '@shared/domain/scheme'
import { previewAll } from '@shared/domain/tag-statistics'
import { deriveLabels } from '@main/labelling/derive-labels'
import { readTagMatrix } from '@main/labelling/tag-matrix'
import { currentLabels, insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { createTestContext } from '../../helpers/service-context'
import type { EmotionTag } from '../../helpers/tagged-tracks'

const words = ['happiness', 'sadness', 'anger', 'calmness']
const tags = fc.uniqueArray(fc.tuple(fc.constantFrom(...words), fc.integer({ min: 1, max: 100 })), {
  selector: ([word]) => word,
  minLength: 1,
})
const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const comments = fc.option(fc.record({ valence: coordinate, arousal: coordinate }))
const scheme: fc.Arbitrary<Scheme> = fc.record({
  name: fc.constant('any'),
  weights: fc.dictionary(fc.constantFrom(...words), fc.constantFrom(0, 0.25, 1, 2)),
  commentsShare: fc.oneof(fc.constant(undefined), fc.double({ min: 0, max: 1, noNaN: true })),
})

it('the preview of a scheme is what a commit of it gives, comments with their share', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ tags, comments }), { minLength: 1, maxLength: 6 }), scheme, (tracks, chosen) => {
      const test = createTestContext({ tracks: [...tracks.map((track): readonly EmotionTag[] => track.tags), [['happiness', 1]]] })
      const { database } = test.library
      for (const [index, { comments: point }] of tracks.entries()) {
        if (point)
          insertLabel(database, {
            trackId: index + 1,
            excerptId: null,
            ...point,
            source: 'comments',
            author: '',
            note: '',
            createdAt: '2026',
          })
      }
      refreshCurrentLabels(database, 'all')
      const matrix = readTagMatrix(database)
      const preview = previewAll(matrix, chosen)
      const previewed = Array.from(matrix.trackIds, (trackId, row) => [trackId, preview.valence[row], preview.arousal[row]]).filter(
        ([, valence]) => !Number.isNaN(valence),
      )
      fc.pre(previewed.length > 0)
      deriveLabels(test.context, chosen, '')
      const committed = currentLabels(database).map(({ trackId, valence, arousal }) => [trackId, valence, arousal])
      expect(previewed).toEqual(committed)
    }),
    { numRuns: 60 },
  )
})
