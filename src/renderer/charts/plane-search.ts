import type { Plane } from '@shared/contract/tracks'
import type { PlanePoint } from '@shared/domain/plane'
import { isInPolygon, type Pixel } from './plane-geometry'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Points of a plane sorted into a grid of cells, so that the one under the pointer is found at once. */
export interface PlaneIndex {
  readonly plane: Plane
  /** Cell c owns rows order[starts[c]] … order[starts[c + 1] − 1]. */
  readonly starts: Int32Array
  readonly order: Int32Array
}

const cells = 64

const cellOf = (value: number): number => Math.min(cells - 1, Math.max(0, Math.floor(((value + 1) / 2) * cells)))

/** Sorts all points into cells (counting sort); points without coordinates (NaN) are left out. */
export function indexPlane(plane: Plane): PlaneIndex {
  const { valence, arousal } = plane
  const starts = new Int32Array(cells * cells + 1)
  const cellOfRow = new Int32Array(valence.length).fill(-1)
  for (let row = 0; row < valence.length; row += 1) {
    const [v, a] = [valence[row] ?? NaN, arousal[row] ?? NaN]
    if (Number.isNaN(v) || Number.isNaN(a)) continue
    const cell = cellOf(a) * cells + cellOf(v)
    cellOfRow[row] = cell
    starts[cell + 1] = (starts[cell + 1] ?? 0) + 1
  }
  for (let cell = 0; cell < cells * cells; cell += 1) starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0)
  const next = starts.slice()
  const order = new Int32Array(starts[cells * cells] ?? 0)
  for (let row = 0; row < valence.length; row += 1) {
    const cell = cellOfRow[row] ?? -1
    if (cell < 0) continue
    const index = next[cell] ?? 0
    order[index] = row
    next[cell] = index + 1
  }
  return { plane, starts, order }
}

/**
 * The row nearest to a point.
 * @param radius how far to look, in plane units
 * @returns a row of the plane, or null when none lies within the radius
 */
export function nearestRow(index: PlaneIndex, point: PlanePoint, radius: number): number | null {
  let best = { row: -1, distance: radius * radius }
  for (let y = cellOf(point.arousal - radius); y <= cellOf(point.arousal + radius); y += 1) {
    const from = index.starts[y * cells + cellOf(point.valence - radius)] ?? 0
    const to = index.starts[y * cells + cellOf(point.valence + radius) + 1] ?? 0
    for (let entry = from; entry < to; entry += 1) {
      const row = index.order[entry] ?? -1
      const distance = squaredDistance(index.plane, row, point)
      if (distance <= best.distance) best = { row, distance }
    }
  }
  return best.row < 0 ? null : best.row
}

function squaredDistance(plane: Plane, row: number, point: PlanePoint): number {
  return ((plane.valence[row] ?? NaN) - point.valence) ** 2 + ((plane.arousal[row] ?? NaN) - point.arousal) ** 2
}

/**
 * Ids of all tracks inside a polygon.
 * @param polygon corners with x = valence and y = arousal
 */
export function tracksInPolygon(plane: Plane, polygon: readonly Pixel[]): number[] {
  const [xs, ys] = [polygon.map(({ x }) => x), polygon.map(({ y }) => y)]
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const found: number[] = []
  for (let row = 0; row < plane.valence.length; row += 1) {
    const [x, y] = [plane.valence[row] ?? NaN, plane.arousal[row] ?? NaN]
    if (x >= left && x <= right && y >= low && y <= high && isInPolygon({ x, y }, polygon)) found.push(plane.trackIds[row] ?? 0)
  }
  return found
}

/** Points more aside than ahead are taken only when nothing lies straight ahead. */
const detour = 100
const steps: Readonly<Record<Direction, PlanePoint>> = {
  left: { valence: -1, arousal: 0 },
  right: { valence: 1, arousal: 0 },
  up: { valence: 0, arousal: 1 },
  down: { valence: 0, arousal: -1 },
}

/**
 * The next point when walking over the plane by arrow keys: near, and rather straight ahead than aside.
 * @param row where to start; null starts at the point nearest the middle
 * @returns a row, or null when nothing lies in that direction
 */
export function nextRow(plane: Plane, row: number | null, direction: Direction): number | null {
  if (row === null) return nearestRow(indexPlane(plane), { valence: 0, arousal: 0 }, 3)
  const step = steps[direction]
  const [v, a] = [plane.valence[row] ?? 0, plane.arousal[row] ?? 0]
  let best = { row: -1, cost: Infinity }
  for (let other = 0; other < plane.valence.length; other += 1) {
    const [dv, da] = [(plane.valence[other] ?? NaN) - v, (plane.arousal[other] ?? NaN) - a]
    const ahead = dv * step.valence + da * step.arousal
    const aside = Math.abs(dv * step.arousal) + Math.abs(da * step.valence)
    const cost = (ahead + aside) * (aside > ahead ? detour : 1)
    if (ahead > 1e-6 && cost < best.cost) best = { row: other, cost }
  }
  return best.row < 0 ? null : best.row
}

/** Rows by track id. */
export function rowsById(trackIds: Plane['trackIds']): ReadonlyMap<number, number> {
  const rows = new Map<number, number>()
  trackIds.forEach((id, row) => rows.set(id, row))
  return rows
}

/**
 * Pairs of rows (before, after) of tracks that moved, for arrows.
 * @param smallest shorter movements are left out, in plane units
 * @param limit of more, every k-th is taken, so that the picture stays honest
 */
export function movedRows(before: Plane, after: Plane, smallest: number, limit: number): [number, number][] {
  let rows: ReadonlyMap<number, number> | null = null
  const rowBefore = (id: number): number | undefined => {
    rows ??= rowsById(before.trackIds)
    return rows.get(id)
  }
  const moved: [number, number][] = []
  after.trackIds.forEach((id, row) => {
    const from = before.trackIds[row] === id ? row : rowBefore(id)
    if (from === undefined) return
    const point = { valence: after.valence[row] ?? NaN, arousal: after.arousal[row] ?? NaN }
    if (squaredDistance(before, from, point) > smallest * smallest) moved.push([from, row])
  })
  const stride = Math.ceil(moved.length / limit)
  return stride > 1 ? moved.filter((_, index) => index % stride === 0) : moved
}
