import type { TagMatrix } from './tag-matrix'

/** How often emotion words stand on the same tracks. */
export interface CoOccurrence {
  readonly words: readonly string[]
  /** [words × words], row by row: tracks that carry both words; on the diagonal the tracks that carry the word. */
  readonly tracks: Int32Array
}

/** Counts for each pair of emotion words the tracks that carry both. */
export function coOccurrence(matrix: TagMatrix): CoOccurrence {
  const size = matrix.words.length
  const tracks = new Int32Array(size * size)
  for (let track = 0; track < matrix.trackIds.length; track += 1) {
    const carried = wordsOfTrack(matrix, track)
    for (const one of carried) {
      for (const other of carried) tracks[one * size + other] = (tracks[one * size + other] ?? 0) + 1
    }
  }
  return { words: matrix.words.map(({ word }) => word), tracks }
}

/**
 * Of the tracks that carry the word of a row, the share that carries the word of a column too.
 * @returns in [0, 1]; 0 where no track carries the word of the row
 */
export function shareTogether({ words, tracks }: CoOccurrence, row: number, column: number): number {
  const own = tracks[row * words.length + row] ?? 0
  return own === 0 ? 0 : (tracks[row * words.length + column] ?? 0) / own
}

/** The tracks that carry every one of some emotion words, in the order of the matrix; none for no words or a word that it lacks. */
export function tracksWith(matrix: TagMatrix, words: readonly string[]): number[] {
  const wanted = words.map((word) => matrix.words.findIndex((candidate) => candidate.word === word))
  if (wanted.length === 0 || wanted.includes(-1)) return []
  return Array.from(matrix.trackIds).filter((_id, track) => {
    const carried = wordsOfTrack(matrix, track)
    return wanted.every((word) => carried.includes(word))
  })
}

function wordsOfTrack(matrix: TagMatrix, track: number): Int32Array {
  return matrix.wordIndex.subarray(matrix.offsets[track] ?? 0, matrix.offsets[track + 1] ?? 0)
}
