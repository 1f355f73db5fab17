import type { Plane, TrackFilter, TrackRow, TrackSort } from '@shared/contract/tracks'

const sortsByLabel: readonly TrackSort['by'][] = ['valence', 'arousal', 'source']

/**
 * A sorted list of track ids that gives nothing away about tracks that people are to label blind: filters by quadrant or source of the
 * label find none of them, and in an order by labels they come last, by id.
 */
export function withoutHintsOfOrder(ids: Int32Array, blind: ReadonlySet<number>, filter: TrackFilter, sort: TrackSort): Int32Array {
  if (blind.size === 0) return ids
  if (filter.quadrants !== undefined || filter.labelSources !== undefined) return ids.filter((id) => !blind.has(id))
  if (!sortsByLabel.includes(sort.by)) return ids
  const last = ids.filter((id) => blind.has(id)).sort()
  return Int32Array.from([...ids.filter((id) => !blind.has(id)), ...last])
}

/** A row of a list; of a track that people are to label blind without its label. */
export function withoutLabel(row: TrackRow, blind: ReadonlySet<number>): TrackRow {
  return blind.has(row.id) ? { ...row, valence: null, arousal: null, source: null, labelledExcerpts: 0 } : row
}

/** Points without those of tracks that people are to label blind. */
export function withoutBlindPoints(plane: Plane, blind: ReadonlySet<number>): Plane {
  const isShown = (_: unknown, index: number): boolean => !blind.has(plane.trackIds[index] ?? 0)
  if (blind.size === 0) return plane
  return {
    trackIds: plane.trackIds.filter(isShown),
    valence: plane.valence.filter(isShown),
    arousal: plane.arousal.filter(isShown),
    source: plane.source.filter(isShown),
  }
}
