import type { PlanePoint } from '@shared/domain/plane'
import { createRandom, type Random } from '@shared/domain/random'
import type { TrackPoints } from '@shared/domain/tag-matrix'

/** Share of labels that are made wrong. */
const wrongShare = 0.1
const onPlane = (value: number): number => Math.min(1, Math.max(-1, value))

type Noise = (label: PlanePoint, labels: readonly PlanePoint[], random: Random) => PlanePoint

const shiftedBy =
  (deviation: number): Noise =>
  ({ valence, arousal }, _labels, random) => ({
    valence: onPlane(valence + deviation * random.normal()),
    arousal: onPlane(arousal + deviation * random.normal()),
  })

/** Ways to make labels wrong in both dimensions. */
export const noises: Readonly<Record<string, Noise>> = {
  'shifted by .5': shiftedBy(0.5),
  'shifted by .3': shiftedBy(0.3),
  'of another song': (_label, labels, random) => random.pick(labels),
}

/** Labels of which a share is wrong, and which those are. */
export interface NoisyLabels {
  readonly labels: TrackPoints
  readonly wrong: readonly boolean[]
}

/** Makes a tenth of the labels wrong. */
export function withNoise(labels: readonly PlanePoint[], noise: Noise, seed: number): NoisyLabels {
  const random = createRandom(seed)
  const wrong = labels.map(() => random.next() < wrongShare)
  const noisy = labels.map((label, index) => (wrong[index] ? noise(label, labels, random) : label))
  return {
    labels: {
      valence: Float64Array.from(noisy, ({ valence }) => valence),
      arousal: Float64Array.from(noisy, ({ arousal }) => arousal),
    },
    wrong,
  }
}
