import { dimensions, type Dimension } from '../plane'
import { type Agreement, agreementOf } from './agreement'

/** One who labels: a person, a file, the tags, the comments; with the labels of tracks by their ids, null where a dimension is missing. */
export interface Annotator {
  readonly name: string
  readonly labels: ReadonlyMap<number, { readonly valence: number | null; readonly arousal: number | null }>
}

/** How two who labelled the same tracks agree; the second is measured against the first. */
export interface AnnotatorPair {
  readonly one: string
  readonly other: string
  readonly tracks: number
  readonly valence: Agreement
  readonly arousal: Agreement
}

/** So many tracks two must share: of fewer, an agreement says nothing. */
export const fewestSharedTracks = 3

/**
 * Agreement of those who labelled the same of some tracks: about as well as any model can be expected to agree with one of them.
 * R² depends on which of two stands for the label; r, CCC and MAE do not.
 * @param trackIds the tracks that count
 * @returns a row for each pair with enough tracks, the one with most tracks first
 */
export function annotatorAgreement(annotators: readonly Annotator[], trackIds: readonly number[]): AnnotatorPair[] {
  const pairs = annotators.flatMap((one, index) => annotators.slice(index + 1).map((other) => agreementOfPair(one, other, trackIds)))
  return pairs.filter(({ tracks }) => tracks >= fewestSharedTracks).sort((one, other) => other.tracks - one.tracks)
}

function agreementOfPair(one: Annotator, other: Annotator, trackIds: readonly number[]): AnnotatorPair {
  const shared = trackIds.filter((trackId) => one.labels.has(trackId) && other.labels.has(trackId))
  const of = (dimension: Dimension): Agreement => {
    const rows = shared.flatMap((trackId): [number, number][] => {
      const [label, second] = [one.labels.get(trackId)?.[dimension] ?? null, other.labels.get(trackId)?.[dimension] ?? null]
      return label === null || second === null ? [] : [[label, second]]
    })
    return agreementOf(
      rows.map(([label]) => label),
      rows.map(([, second]) => second),
    )
  }
  const [valence, arousal] = [of(dimensions[0]), of(dimensions[1])]
  return { one: one.name, other: other.name, tracks: shared.length, valence, arousal }
}
