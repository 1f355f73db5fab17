/** The 97.5th percentile of Student's t for 1…30 degrees of freedom. */
const quantiles = [
  12.706204736174698, 4.302652729749464, 3.18244630528371, 2.776445105197798, 2.570581835636197, 2.446911851144969, 2.364624251592785,
  2.306004135204166, 2.262157162798205, 2.228138851986274, 2.20098516009164, 2.178812829667228, 2.160368656462792, 2.144786687917803,
  2.131449545559774, 2.119905299221255, 2.109815577833317, 2.100922040241038, 2.093024054408307, 2.085963447265864, 2.07961384472768,
  2.073873067904024, 2.068657610419049, 2.063898561628026, 2.059538552753297, 2.055529438642873, 2.051830516480286, 2.048407141795251,
  2.045229642132703, 2.042272456301236,
] as const

/** The same of the normal distribution. */
const z = 1.959963984540054

/**
 * The 97.5th percentile of Student's t, within 1e-6.
 * @param degrees of freedom, a whole number from 1 on
 */
export function studentQuantile(degrees: number): number {
  const known = quantiles[degrees - 1]
  if (known !== undefined) return known
  // Cornish–Fisher expansion (Abramowitz and Stegun 26.7.5).
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ]
  return terms.reduce((sum, term, index) => sum + term / degrees ** (index + 1), z)
}

/** A mean with its 95 % interval. */
export interface MeanWithInterval {
  readonly mean: number
  /** Null for a single number. */
  readonly low: number | null
  readonly high: number | null
}

/** The mean of some numbers with its 95 % interval by Student's t; null for none. */
export function studentInterval(values: readonly number[]): MeanWithInterval | null {
  if (values.length === 0) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length === 1) return { mean, low: null, high: null }
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const half = studentQuantile(values.length - 1) * Math.sqrt(variance / values.length)
  return { mean, low: mean - half, high: mean + half }
}
