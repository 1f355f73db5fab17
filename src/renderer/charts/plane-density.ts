import type { Plane } from '@shared/contract/tracks'
import { quadrantChannels } from './quadrants'
import { quadrantAt } from '@shared/domain/plane'
import type { PlaneView } from './plane-geometry'

/** Above 1: few points are seen better beside crowds. */
const contrast = 8

/**
 * Counts points in square cells of a view.
 * @param cells cells along one side
 * @returns counts, shape [cells, cells], row 0 at the top (highest arousal)
 */
export function countPoints(plane: Plane, view: PlaneView, cells: number): Uint32Array {
  const counts = new Uint32Array(cells * cells)
  const { valence, arousal } = plane
  const perUnit = cells / (2 * view.halfSpan)
  const [left, top] = [view.valence - view.halfSpan, view.arousal + view.halfSpan]
  for (let row = 0; row < valence.length; row += 1) {
    const x = Math.floor(((valence[row] ?? NaN) - left) * perUnit)
    const y = Math.floor((top - (arousal[row] ?? NaN)) * perUnit)
    if (x >= 0 && x < cells && y >= 0 && y < cells) {
      const cell = y * cells + x
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  return counts
}

/**
 * Spreads counts over neighbouring cells (binomial, 1 2 1 along both sides), so that shades show crowds and not the grid.
 * @param counts shape [cells, cells]
 * @returns the same sum, shape [cells, cells]; what would leave the picture stays at its edge
 */
export function smoothCounts(counts: Uint32Array, cells: number): Float32Array {
  return smoothAlong(smoothAlong(Float32Array.from(counts), cells, 1), cells, cells)
}

/** One pass over neighbours that lie `stride` apart: 1 for columns, `cells` for rows. */
function smoothAlong(values: Float32Array, cells: number, stride: number): Float32Array {
  const smooth = new Float32Array(values.length)
  for (let cell = 0; cell < values.length; cell += 1) {
    const index = stride === 1 ? cell % cells : Math.floor(cell / cells)
    const own = values[cell] ?? 0
    const before = index > 0 ? (values[cell - stride] ?? 0) : own
    const after = index < cells - 1 ? (values[cell + stride] ?? 0) : own
    smooth[cell] = (before + 2 * own + after) / 4
  }
  return smooth
}

/**
 * Paints counts in the colours of the quadrants; opacity grows with the logarithm of the count, from a floor that keeps one point visible.
 * @param counts shape [cells, cells], row 0 at the top
 * @returns pixels, RGBA in 0…255, shape [cells, cells, 4]
 */
export function paintDensity(counts: Float32Array, view: PlaneView, cells: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(cells * cells * 4)
  const most = Math.log1p(counts.reduce((high, count) => Math.max(high, count), 1) * contrast)
  const perCell = (2 * view.halfSpan) / cells
  for (let cell = 0; cell < counts.length; cell += 1) {
    const count = counts[cell] ?? 0
    if (count === 0) continue
    const valence = view.valence - view.halfSpan + ((cell % cells) + 0.5) * perCell
    const arousal = view.arousal + view.halfSpan - (Math.floor(cell / cells) + 0.5) * perCell
    const [red, green, blue] = quadrantChannels[quadrantAt(valence, arousal)]
    pixels.set([red, green, blue, 25 + 230 * (Math.log1p(count * contrast) / most)], cell * 4)
  }
  return pixels
}
