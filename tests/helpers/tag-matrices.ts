import { type LabelSource, rankOfSource } from '@shared/domain/label'
import type { PlanePoint } from '@shared/domain/plane'
import { notFixed, type TagMatrix } from '@shared/domain/tag-matrix'

/** Labels that tracks have beside those from tags, by row. */
export interface OtherLabels {
  /** Labels of sources that win over tags. */
  readonly fixed?: Readonly<Record<number, PlanePoint & { readonly source: LabelSource }>>
  readonly comments?: Readonly<Record<number, PlanePoint>>
}

/** A matrix of tracks, each with counts of words; ids count from 1. */
export function matrixOf(
  words: TagMatrix['words'],
  tracks: readonly Readonly<Record<string, number>>[],
  { fixed = {}, comments = {} }: OtherLabels = {},
): TagMatrix {
  const entries = tracks.map((track) => Object.entries(track))
  let end = 0
  return {
    words,
    trackIds: Int32Array.from(tracks, (_, row) => row + 1),
    offsets: Int32Array.from([0, ...entries.map((own) => (end += own.length))]),
    wordIndex: Int32Array.from(entries.flat(), ([word]) => words.findIndex((candidate) => candidate.word === word)),
    counts: Float32Array.from(entries.flat(), ([, count]) => count),
    fixedSource: Uint8Array.from(tracks, (_, row) => (fixed[row] ? rankOfSource(fixed[row].source) : notFixed)),
    fixedValence: Float32Array.from(tracks, (_, row) => fixed[row]?.valence ?? NaN),
    fixedArousal: Float32Array.from(tracks, (_, row) => fixed[row]?.arousal ?? NaN),
    commentsValence: Float64Array.from(tracks, (_, row) => comments[row]?.valence ?? NaN),
    commentsArousal: Float64Array.from(tracks, (_, row) => comments[row]?.arousal ?? NaN),
  }
}
