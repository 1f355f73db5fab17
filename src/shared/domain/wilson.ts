/** Quantile of the normal distribution that leaves 2.5 % above it. */
const z = 1.959963984540054

/**
 * A share with its 95 % interval by Wilson's score (Wilson 1927), which holds for few tries and for shares near 0 and 1 too.
 * @param hits how many of `count` it was, 0…count
 * @param count at least 1
 * @returns all in [0, 1]
 */
export function wilsonInterval(hits: number, count: number): { value: number; low: number; high: number } {
  const value = hits / count
  const scale = 1 + z ** 2 / count
  const middle = (value + z ** 2 / (2 * count)) / scale
  const half = (z * Math.sqrt((value * (1 - value)) / count + z ** 2 / (4 * count ** 2))) / scale
  return { value, low: Math.max(0, Math.min(value, middle - half)), high: Math.min(1, Math.max(value, middle + half)) }
}
