import type { Plane } from '@shared/contract/tracks'
import { quadrantCounts } from '@shared/domain/label-preview'
import { quadrants, toScale, type Scale } from '@shared/domain/plane'
import { countOf, formatCoordinate, formatCount } from '../ui/format'
import { descriptorOfSource } from './plane-types'
import { nameOfQuadrant } from './quadrants'

/** One sentence that says what a plane shows, for people who do not see it. */
export function describePlane(plane: Plane | null, selected: number): string {
  if (!plane) return 'No labels to show.'
  const counts = quadrantCounts(plane)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const parts = quadrants.map((quadrant) => `${formatCount(counts[quadrant - 1] ?? 0)} in ${nameOfQuadrant(quadrant)}`)
  return `${countOf(total, 'point')}: ${parts.join('; ')}. ${formatCount(selected)} selected.`
}

/** Where a point lies on a scale, and its source, such as “V −0.50 · A 0.25 · tags”. */
export function describePoint(plane: Plane, row: number, scale: Scale): string {
  const { title } = descriptorOfSource(plane.source[row] ?? 0)
  return `V ${formatCoordinate(plane.valence[row] ?? NaN, scale)} · A ${formatCoordinate(plane.arousal[row] ?? NaN, scale)} · ${title}`
}

/** The rows of a plane's CSV without what names their tracks, header first, in the given scale. */
export function planeCsvRows(plane: Plane, scale: Scale): (string | number)[][] {
  const rows: (string | number)[][] = [[`valence (${scale})`, `arousal (${scale})`, 'source']]
  const shown = (value: number): number => Number(toScale(value, scale).toFixed(4))
  plane.trackIds.forEach((_id, row) => {
    const source = descriptorOfSource(plane.source[row] ?? 0).title
    rows.push([shown(plane.valence[row] ?? NaN), shown(plane.arousal[row] ?? NaN), source])
  })
  return rows
}
