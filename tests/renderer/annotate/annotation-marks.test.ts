import { expect, it } from 'vitest'
import type { LabelSource } from '@shared/domain/label'
import { annotationMarks } from '@renderer/annotate/annotation-marks'
import { trackDetails } from '../../helpers/track-details'

const track = (source: LabelSource) => trackDetails({ source, prediction: { model: 'audio 1', valence: 0.1, arousal: 0.2 } })
const point = { valence: -0.5, arousal: 0.25 }

it.each([
  ['imported', { name: 'imported', point, shape: 'square' }],
  ['comments', { name: 'comments', point, shape: 'triangle' }],
] as const)('shows the label of a track that has one from %s, and the prediction of a model', (source, mark) => {
  expect(annotationMarks(track(source), null, [])).toEqual([
    mark,
    { name: 'audio 1', point: { valence: 0.1, arousal: 0.2 }, shape: 'diamond' },
  ])
})

it('names the point where the words of its tags meet as the legend names tags', () => {
  const pulls = [{ word: 'calmness', count: 3, share: 1, point }]
  expect(annotationMarks(track('tags'), null, pulls)[0]).toMatchObject({ name: 'tags', shape: 'ring' })
})
