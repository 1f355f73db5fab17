import type { Plane } from '@shared/contract/tracks'
import type { PlanePoint } from '@shared/domain/plane'
import { computed, type ComputedRef } from 'vue'
import { indexPlane, nearestRow, rowsById, type PlaneIndex } from './plane-search'

/** Finds rows of the present plane. */
export interface PlaneLookup {
  nearest(point: PlanePoint, radius: number): number | null
  rowOf(id: number | null): number | null
  readonly selectedRows: ComputedRef<readonly number[]>
}

/** Finds rows by point and by track; both ways are prepared only when asked, by point anew for each plane. */
export function usePlaneLookup(props: { readonly plane: Plane | null; readonly selected: ReadonlySet<number> }): PlaneLookup {
  // A weight that is dragged gives a new plane in each frame, with the same tracks.
  const trackIds = computed(() => props.plane?.trackIds ?? null)
  const rows = computed(() => (trackIds.value ? rowsById(trackIds.value) : new Map<number, number>()))
  const selectedRows = computed(() => (props.selected.size === 0 ? [] : [...props.selected].flatMap((id) => rows.value.get(id) ?? [])))
  let index: PlaneIndex | null = null

  function nearest(point: PlanePoint, radius: number): number | null {
    if (!props.plane) return null
    if (index?.plane !== props.plane) index = indexPlane(props.plane)
    return nearestRow(index, point, radius)
  }

  const rowOf = (id: number | null): number | null => (id === null ? null : (rows.value.get(id) ?? null))
  return { nearest, rowOf, selectedRows }
}
