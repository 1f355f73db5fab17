import { quadrantOf, type PlanePoint, type Quadrant } from '@shared/domain/plane'
import { quadrantName } from '../ui/format'

/** Okabe–Ito colours of the quadrants, safe for colour-blind eyes; never shown without name or position. */
export const quadrantColours: Readonly<Record<Quadrant, string>> = { 1: '#E69F00', 2: '#D55E00', 3: '#0072B2', 4: '#009E73' }

/** The same colours as red, green, blue in 0…255, for pixels. */
export const quadrantChannels: Readonly<Record<Quadrant, readonly [number, number, number]>> = {
  1: [230, 159, 0],
  2: [213, 94, 0],
  3: [0, 114, 178],
  4: [0, 158, 115],
}

/** What a quadrant is called on a plane, such as "Q4 calm, relaxed". */
export function nameOfQuadrant(quadrant: Quadrant): string {
  return `Q${quadrant} ${quadrantName(quadrant)}`
}

/** The colour of the quadrant in which a point lies. */
export function colourAt(point: PlanePoint): string {
  return quadrantColours[quadrantOf(point)]
}
