/** A symmetric 2×2 matrix over valence and arousal: variances and covariance. */
export interface Covariance {
  readonly vv: number
  readonly va: number
  readonly aa: number
}

/** Sums of weighted residuals, from which mean and covariance follow. */
export interface Moments {
  weight: number
  v: number
  a: number
  vv: number
  va: number
  aa: number
}

export const noMoments = (): Moments => ({ weight: 0, v: 0, a: 0, vv: 0, va: 0, aa: 0 })

/** Adds a residual to moments, in them; a negative weight takes it out again. */
export function addResidual(moments: Moments, weight: number, v: number, a: number): void {
  addMoments(moments, { weight: 1, v, a, vv: v * v, va: v * a, aa: a * a }, weight)
}

/** Adds moments, times a factor, to others, in them. */
export function addMoments(into: Moments, { weight, v, a, vv, va, aa }: Moments, factor: number): void {
  into.weight += factor * weight
  into.v += factor * v
  into.a += factor * a
  into.vv += factor * vv
  into.va += factor * va
  into.aa += factor * aa
}

/** The covariance around the mean; the least variance keeps it invertible. */
export function covarianceOf({ weight, v, a, vv, va, aa }: Moments, leastVariance = 1e-6): Covariance {
  const mass = Math.max(weight, 1e-12)
  const [meanV, meanA] = [v / mass, a / mass]
  return {
    vv: Math.max(0, vv / mass - meanV * meanV) + leastVariance,
    va: va / mass - meanV * meanA,
    aa: Math.max(0, aa / mass - meanA * meanA) + leastVariance,
  }
}

export const sumOf = (one: Covariance, other: Covariance): Covariance => ({
  vv: one.vv + other.vv,
  va: one.va + other.va,
  aa: one.aa + other.aa,
})

/** The determinant, kept above 0 where rounding would make it nothing. */
const determinant = ({ vv, va, aa }: Covariance): number => Math.max(vv * aa - va * va, 1e-9 * vv * aa)

/** Mahalanobis' squared distance of a residual from the origin, ≥ 0: in units of the usual error, both dimensions joined. */
export function squaredDistance({ vv, va, aa }: Covariance, v: number, a: number): number {
  return Math.max(0, aa * v * v - 2 * va * v * a + vv * a * a) / determinant({ vv, va, aa })
}

/** The logarithm of the bivariate normal density with mean 0 at a residual. */
export function logDensity(covariance: Covariance, v: number, a: number): number {
  return -0.5 * (squaredDistance(covariance, v, a) + Math.log(determinant(covariance))) - Math.log(2 * Math.PI)
}

/** A bivariate normal density with mean 0, prepared for many residuals: peak · exp(vv·v² + va·v·a + aa·a²). */
export interface Bell extends Covariance {
  readonly peak: number
}

export function bellOf(covariance: Covariance): Bell {
  const scale = 1 / determinant(covariance)
  return {
    peak: Math.sqrt(scale) / (2 * Math.PI),
    vv: -0.5 * scale * covariance.aa,
    va: scale * covariance.va,
    aa: -0.5 * scale * covariance.vv,
  }
}

export const bellAt = ({ peak, vv, va, aa }: Bell, v: number, a: number): number => peak * Math.exp(vv * v * v + va * v * a + aa * a * a)
