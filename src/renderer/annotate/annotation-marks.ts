import type { TrackDetails } from '@shared/contract/tracks'
import type { PlaneMark } from '../charts/plane-types'
import { meetingPoint, type Pull } from './tag-pulls'

/**
 * What is known of a track, as marks on the plane: the label from its words, an imported label, a prediction, and labels of
 * excerpts other than the chosen one.
 */
export function annotationMarks(track: TrackDetails, chosenExcerptId: number | null, pulls: readonly Pull[]): PlaneMark[] {
  const marks: PlaneMark[] = []
  const fromTags = meetingPoint(pulls)
  if (fromTags) marks.push({ name: 'from tags', point: fromTags, shape: 'ring' })
  if (track.source === 'imported' && track.valence !== null && track.arousal !== null) {
    marks.push({ name: 'imported', point: { valence: track.valence, arousal: track.arousal }, shape: 'square' })
  }
  if (track.prediction) {
    marks.push({
      name: track.prediction.model,
      point: { valence: track.prediction.valence, arousal: track.prediction.arousal },
      shape: 'diamond',
    })
  }
  track.excerpts.forEach(({ id, label }, index) => {
    if (id === chosenExcerptId || !label || label.valence === null || label.arousal === null) return
    marks.push({ name: `excerpt ${index + 1}`, point: { valence: label.valence, arousal: label.arousal }, shape: 'filled' })
  })
  if (chosenExcerptId !== null && track.source === 'human' && track.valence !== null && track.arousal !== null) {
    marks.push({ name: 'whole track', point: { valence: track.valence, arousal: track.arousal }, shape: 'filled' })
  }
  return marks
}
