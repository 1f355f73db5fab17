import type { Plane } from '@shared/contract/tracks'
import { quadrantOf, quadrants, toScale, type Quadrant, type Scale } from '@shared/domain/plane'
import { countOf, formatCount } from '../ui/format'
import { descriptorOfSource } from './plane-types'
import { nameOfQuadrant } from './quadrants'

/** How many points lie in Q1, Q2, Q3, Q4; points without coordinates (NaN) do not count. */
export function countQuadrants(plane: Plane): Record<Quadrant, number> {
  const counts: Record<Quadrant, number> = { 1: 0, 2: 0, 3: 0, 4: 0 }
  plane.valence.forEach((valence, row) => {
    const arousal = plane.arousal[row] ?? NaN
    if (!Number.isNaN(valence) && !Number.isNaN(arousal)) counts[quadrantOf({ valence, arousal })] += 1
  })
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
