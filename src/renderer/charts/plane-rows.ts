import type { Plane } from '@shared/contract/tracks'
import { quadrantAt, quadrants, toScale, type Quadrant, type Scale } from '@shared/domain/plane'
import { countOf, formatCoordinate, formatCount } from '../ui/format'
import { descriptorOfSource } from './plane-types'
import { nameOfQuadrant } from './quadrants'

/** How many points lie in Q1, Q2, Q3, Q4; points without coordinates (NaN) do not count. */
export function countQuadrants(plane: Plane): Record<Quadrant, number> {
  const counts: Record<Quadrant, number> = { 1: 0, 2: 0, 3: 0, 4: 0 }
  for (let row = 0; row < plane.valence.length; row += 1) {
    const [valence, arousal] = [plane.valence[row] ?? NaN, plane.arousal[row] ?? NaN]
    if (!Number.isNaN(valence + arousal)) counts[quadrantAt(valence, arousal)] += 1
  }
  return counts
}

/** One sentence that says what a plane shows, for people who do not see it. */
export function describePlane(plane: Plane | null, selected: number): string {
  if (!plane) return 'No labels to show.'
  const counts = countQuadrants(plane)
  const total = quadrants.reduce((sum, quadrant) => sum + counts[quadrant], 0)
  const parts = quadrants.map((quadrant) => `${formatCount(counts[quadrant])} in ${nameOfQuadrant(quadrant)}`)
  return `${countOf(total, 'point')}: ${parts.join('; ')}. ${formatCount(selected)} selected.`
}

/** Where a point lies on a scale, and its source, such as “V −0.50 · A 0.25 · tags”. */
export function describePoint(plane: Plane, row: number, scale: Scale): string {
  const { title } = descriptorOfSource(plane.source[row] ?? 0)
  return `V ${formatCoordinate(plane.valence[row] ?? NaN, scale)} · A ${formatCoordinate(plane.arousal[row] ?? NaN, scale)} · ${title}`
}

/** The rows of a plane's CSV, header first, in the given scale. */
export function planeCsvRows(plane: Plane, scale: Scale, labelFor: (trackId: number) => string): (string | number)[][] {
  const rows: (string | number)[][] = [['trackId', 'track', `valence (${scale})`, `arousal (${scale})`, 'source']]
  const shown = (value: number): number => Number(toScale(value, scale).toFixed(4))
  plane.trackIds.forEach((id, row) => {
    const source = descriptorOfSource(plane.source[row] ?? 0).title
    rows.push([id, labelFor(id), shown(plane.valence[row] ?? NaN), shown(plane.arousal[row] ?? NaN), source])
  })
  return rows
}
