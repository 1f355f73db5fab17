/** A distribution over words 1 … n, drawn from in constant time (Vose's alias method). */
export interface WordDraws {
  /** Probability to keep the index that was drawn, in [0, 1]; shape [words]. */
  readonly stay: Float64Array<SharedArrayBuffer>
  /** The index to take otherwise; shape [words]. */
  readonly other: Int32Array<SharedArrayBuffer>
}

const flattening = 0.75

/**
 * The distribution that word2vec draws negative words from: counts to the power of 0.75 (Mikolov et al. 2013, Distributed
 * representations of words and phrases).
 * @param counts how often each word occurs, the first of word 1; shape [words]
 */
export function prepareWordDraws(counts: ArrayLike<number>): WordDraws {
  const words = counts.length
  const stay = new Float64Array(new SharedArrayBuffer(words * Float64Array.BYTES_PER_ELEMENT))
  const other = new Int32Array(new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT))
  // Words that never occur are not drawn, unless there would be no other word to draw.
  const fewest = Array.from(counts).filter((count) => count > 0).length > 1 ? 0 : 1
  const weights = Float64Array.from(counts, (count) => Math.max(fewest, count) ** flattening)
  const scale = words / weights.reduce((sum, weight) => sum + weight, 0)
  const [small, large]: [number[], number[]] = [[], []]
  weights.forEach((weight, index) => {
    stay[index] = weight * scale
    other[index] = index
    const side = weight * scale < 1 ? small : large
    side.push(index)
  })
  for (
    let [poor, rich] = [small.pop(), large.at(-1)];
    poor !== undefined && rich !== undefined;
    [poor, rich] = [small.pop(), large.at(-1)]
  ) {
    other[poor] = rich
    const rest = (stay[rich] ?? 0) - (1 - (stay[poor] ?? 0))
    stay[rich] = rest
    if (rest < 1) small.push(...large.splice(-1))
  }
  // What is left is 1 but for rounding.
  for (let index = 0; index < words; index += 1) if (other[index] === index) stay[index] = 1
  return { stay, other }
}
