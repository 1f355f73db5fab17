import type { TrackDetails } from '@shared/contract/tracks'
import { predictionDescriptor, sourceDescriptors, type LabelSource } from '@shared/domain/label'
import type { PlaneMark } from '../charts/plane-types'
import { meetingPoint, type Pull } from './tag-pulls'

const { human, tags } = sourceDescriptors
/** Sources whose label is shown as it is; that from tags is shown where the words meet that are switched on. */
const shownAsTheyAre: ReadonlySet<LabelSource | null> = new Set<LabelSource>(['imported', 'comments'])

/**
 * What is known of a track, as marks on the plane: the label from its words, one that was imported or comes from comments, a prediction,
 * and labels of excerpts other than the chosen one.
 */
export function annotationMarks(track: TrackDetails, chosenExcerptId: number | null, pulls: readonly Pull[]): PlaneMark[] {
  const marks: PlaneMark[] = []
  const fromTags = meetingPoint(pulls)
  if (fromTags) marks.push({ name: tags.title, point: fromTags, shape: tags.shape })
  if (track.source !== null && shownAsTheyAre.has(track.source) && track.valence !== null && track.arousal !== null) {
    const { title, shape } = sourceDescriptors[track.source]
    marks.push({ name: title, point: { valence: track.valence, arousal: track.arousal }, shape })
  }
  if (track.prediction) {
    marks.push({
      name: track.prediction.model,
      point: { valence: track.prediction.valence, arousal: track.prediction.arousal },
      shape: predictionDescriptor.shape,
    })
  }
  track.excerpts.forEach(({ id, label }, index) => {
    if (id === chosenExcerptId || !label || label.valence === null || label.arousal === null) return
    marks.push({ name: `excerpt ${index + 1}`, point: { valence: label.valence, arousal: label.arousal }, shape: human.shape })
  })
  if (chosenExcerptId !== null && track.source === 'human' && track.valence !== null && track.arousal !== null) {
    marks.push({ name: 'whole track', point: { valence: track.valence, arousal: track.arousal }, shape: human.shape })
  }
  return marks
}
