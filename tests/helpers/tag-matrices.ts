import type { TagMatrix } from '@shared/contract/labels'

/** A matrix of tracks, each with counts of words; ids count from 1, no human labels. */
export function matrixOf(words: TagMatrix['words'], tracks: readonly Readonly<Record<string, number>>[]): TagMatrix {
  const entries = tracks.map((track) => Object.entries(track))
  let end = 0
  return {
    words,
    trackIds: Int32Array.from(tracks, (_, row) => row + 1),
    offsets: Int32Array.from([0, ...entries.map((own) => (end += own.length))]),
    wordIndex: Int32Array.from(entries.flat(), ([word]) => words.findIndex((candidate) => candidate.word === word)),
    counts: Float32Array.from(entries.flat(), ([, count]) => count),
    humanTrack: new Uint8Array(tracks.length),
    humanValence: new Float32Array(tracks.length).fill(NaN),
    humanArousal: new Float32Array(tracks.length).fill(NaN),
    commentsValence: new Float64Array(tracks.length).fill(NaN),
    commentsArousal: new Float64Array(tracks.length).fill(NaN),
  }
}
