import type { Plane } from '@shared/contract/tracks'
import { rankOfSource } from '@shared/domain/label'
import { createRandom } from '@shared/domain/random'

/** A plane of the given points; ids count from 1, all from tags unless a source is given. */
export function planeOf(points: readonly (readonly [valence: number, arousal: number, source?: number])[]): Plane {
  return {
    trackIds: Int32Array.from(points, (_, row) => row + 1),
    valence: Float32Array.from(points, ([valence]) => valence),
    arousal: Float32Array.from(points, ([, arousal]) => arousal),
    source: Uint8Array.from(points, ([, , source]) => source ?? rankOfSource('tags')),
  }
}

/** A plane of evenly scattered points. */
export function scatteredPlane(count: number, seed: number): Plane {
  const random = createRandom(seed)
  const coordinate = (): number => random.next() * 2 - 1
  return planeOf(Array.from({ length: count }, () => [coordinate(), coordinate()] as const))
}
