/** Added to the variance in batch normalisation, as PyTorch's default. */
export const batchNormalisationEpsilon = 1e-5

/** Added to the variance in layer normalisation, as PyTorch's default. */
export const layerNormalisationEpsilon = 1e-5

/** Share of the new batch in running statistics, as PyTorch's default. */
export const batchNormalisationMomentum = 0.1

/** Added under the root of a statistic over time, so that silence has a gradient. */
export const statisticEpsilon = 1e-5

/** Added to the variance of an excerpt's coefficient when MFCC are normalised by excerpt, so that silence stays finite. */
export const excerptNormalisationEpsilon = 1e-5
