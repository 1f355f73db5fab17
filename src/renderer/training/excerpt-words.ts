import type { ChoiceCount, DatasetSettings, SamplePreview } from '@shared/contract/datasets'
import type { Level } from '@shared/domain/excerpt-rule'
import { countOf, formatDuration } from '../ui/format'

type ChoiceKind = DatasetSettings['excerpts']['kind']

/** Every choice of excerpts as the dialog that freezes a dataset offers it. */
export const excerptChoices: readonly { readonly kind: ChoiceKind; readonly title: string; readonly text: string }[] = [
  { kind: 'middle', title: 'Middle', text: 'One of every track, with its label.' },
  { kind: 'chosen', title: 'Chosen by people', text: 'Drawn or imported, each with its own label, else the track’s.' },
  { kind: 'random', title: 'Random', text: 'Several of every track, with its label.' },
  { kind: 'steps', title: 'Whole track', text: 'One after the other, with the track’s label.' },
]

/** At which level networks hear excerpts. */
export const levelChoices: readonly { readonly value: Level; readonly title: string; readonly subtitle: string }[] = [
  { value: 'as-recorded', title: 'As recorded', subtitle: 'as in the study: how loud a file is moves what is predicted' },
  { value: 'matched', title: 'At one loudness', subtitle: 'every excerpt at −23 LUFS, as annotators hear it' },
]

/** What a choice would take up, such as "12 tracks, 30 samples (21 with a label of their own); 84 tracks left out", or why it cannot be. */
export function countInWords({ tracks, samples, ownLabels, leftOut, refusal }: ChoiceCount): string {
  if (refusal && tracks === 0) return refusal.reason
  const own = ownLabels > 0 ? ` (${ownLabels} with a label of ${ownLabels === 1 ? 'its' : 'their'} own)` : ''
  const left = leftOut.withoutExcerpt > 0 ? `; ${countOf(leftOut.withoutExcerpt, 'track')} without one left out` : ''
  const checked = leftOut.inCheckedSet > 0 ? `; ${countOf(leftOut.inCheckedSet, 'track')} of checked sets left out` : ''
  return `${countOf(tracks, 'track')}, ${countOf(samples, 'sample')}${own}${left}${checked}`
}

/** A warning about tracks that are shorter than an excerpt, or null. */
export function repeatedInWords({ repeatedTracks, tracks }: ChoiceCount): string | null {
  if (repeatedTracks === 0) return null
  const which = repeatedTracks === tracks ? 'All tracks are' : countOf(repeatedTracks, 'track is', 'tracks are')
  return `${which} shorter than an excerpt, and repeated to its length.`
}

/** Who chose the excerpt of a sample, and what is heard of it where that is not all. */
export function sampleExcerptInWords(
  {
    excerptId,
    startSeconds,
    endSeconds,
    augmentationSeed,
  }: Pick<SamplePreview, 'excerptId' | 'startSeconds' | 'endSeconds' | 'augmentationSeed'>,
  excerptSeconds: number,
): string {
  if (startSeconds === null || endSeconds === null) return 'The middle of the track'
  if (excerptId === null) return augmentationSeed === null ? 'The dataset chose it' : 'Its beginning was drawn at random'
  const seconds = endSeconds - startSeconds
  if (seconds > excerptSeconds + 0.05) return `Chosen by a person (${formatDuration(seconds)}); its middle is heard`
  return seconds < excerptSeconds - 0.05 ? 'Chosen by a person; repeated to its length' : 'Chosen by a person'
}
