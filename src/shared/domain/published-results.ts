/** Errors of one dimension on the scale 0…1. */
interface PublishedErrors {
  readonly mae: number
  readonly mse: number
  readonly r2: number
}

/** A row of the study's table of results. */
export interface PublishedResult {
  readonly model: string
  readonly valence: PublishedErrors
  readonly arousal: PublishedErrors
  /** Accuracy in Q1, Q2, Q3, Q4, in [0, 1]. */
  readonly quadrantAccuracy: readonly [number, number, number, number]
}

/** What the study published for its five networks, with labels on 0…1; measured on songs that share duplicates with the training set. */
export const publishedResults: readonly PublishedResult[] = [
  {
    model: 'audio',
    valence: { mae: 0.2484, mse: 0.0854, r2: 0.1579 },
    arousal: { mae: 0.1397, mse: 0.0295, r2: 0.3498 },
    quadrantAccuracy: [0.4601, 0.5965, 0.4507, 0.4764],
  },
  {
    model: 'lyrics',
    valence: { mae: 0.2012, mse: 0.0626, r2: 0.3825 },
    arousal: { mae: 0.1478, mse: 0.0325, r2: 0.2833 },
    quadrantAccuracy: [0.3576, 0.7809, 0.4437, 0.573],
  },
  {
    model: 'comments',
    valence: { mae: 0.1856, mse: 0.0547, r2: 0.4605 },
    arousal: { mae: 0.1396, mse: 0.03, r2: 0.3398 },
    quadrantAccuracy: [0.4442, 0.8698, 0.3897, 0.6824],
  },
  {
    model: 'audio-lyrics',
    valence: { mae: 0.236, mse: 0.0763, r2: 0.2453 },
    arousal: { mae: 0.1346, mse: 0.0277, r2: 0.3731 },
    quadrantAccuracy: [0.556, 0.5483, 0.4786, 0.4967],
  },
  {
    model: 'audio-comments',
    valence: { mae: 0.2317, mse: 0.0735, r2: 0.2731 },
    arousal: { mae: 0.1337, mse: 0.0274, r2: 0.3819 },
    quadrantAccuracy: [0.5692, 0.5618, 0.4966, 0.4944],
  },
]
