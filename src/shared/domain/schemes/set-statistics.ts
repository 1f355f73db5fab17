import type { TagMatrix } from '../tag-matrix'

/** What the tags of a whole set say about its words. */
export interface SetStatistics {
  /** [words], in [0, 1]: share of all counts. */
  readonly massShares: Float64Array
  /** [words], in [0, 1]: share of the tracks that carry the word. */
  readonly trackShares: Float64Array
  /** [tracks]: counts of all words. */
  readonly trackMass: Float64Array
}

const known = new WeakMap<TagMatrix, SetStatistics>()

/** The statistics of a matrix, worked out once; a slider asks for them in every frame. */
export function setStatistics(matrix: TagMatrix): SetStatistics {
  const statistics = known.get(matrix) ?? countSet(matrix)
  known.set(matrix, statistics)
  return statistics
}

function countSet({ words, trackIds, offsets, wordIndex, counts }: TagMatrix): SetStatistics {
  const massShares = new Float64Array(words.length)
  const trackShares = new Float64Array(words.length)
  const trackMass = new Float64Array(trackIds.length)
  let total = 0
  for (let track = 0; track < trackIds.length; track += 1) {
    const end = offsets[track + 1] ?? 0
    for (let entry = offsets[track] ?? 0; entry < end; entry += 1) {
      const [word, count] = [wordIndex[entry] ?? 0, counts[entry] ?? 0]
      massShares[word] = (massShares[word] ?? 0) + count
      trackShares[word] = (trackShares[word] ?? 0) + 1
      trackMass[track] = (trackMass[track] ?? 0) + count
      total += count
    }
  }
  return {
    massShares: massShares.map((mass) => (total > 0 ? mass / total : 0)),
    trackShares: trackShares.map((tracks) => tracks / Math.max(1, trackIds.length)),
    trackMass,
  }
}
