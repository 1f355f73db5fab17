import type { Plane } from '@shared/contract/tracks'
import { quadrantChannels } from './quadrants'
import { quadrantAt } from '@shared/domain/plane'
import type { PlaneView } from './plane-geometry'

/** Above 1: few points are seen better beside crowds. */
const contrast = 8

/**
 * Counts points in square cells of a view.
 * @param cells cells along one side
 * @param counts to fill, shape [cells, cells]; new ones unless given
 * @returns counts, row 0 at the top (highest arousal)
 */
export function countPoints(plane: Plane, view: PlaneView, cells: number, counts = new Uint32Array(cells * cells)): Uint32Array {
  counts.fill(0)
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
 * @param between what one pass leaves to the next, of the shape of the result; new ones unless given
 * @param smooth the result, shape [cells, cells]; a new one unless given
 * @returns the same sum; what would leave the picture stays at its edge
 */
export function smoothCounts(
  counts: Uint32Array,
  cells: number,
  between = new Float32Array(counts.length),
  smooth = new Float32Array(counts.length),
): Float32Array {
  smooth.set(counts)
  smoothAlong(smooth, between, cells, 1)
  smoothAlong(between, smooth, cells, cells)
  return smooth
}

/** One pass over neighbours that lie `stride` apart, of lines that begin `step` apart: columns or rows. */
function smoothAlong(values: Float32Array, smooth: Float32Array, cells: number, stride: number): void {
  const step = stride === 1 ? cells : 1
  for (let line = 0; line < cells; line += 1) {
    let cell = line * step
    let own = values[cell] ?? 0
    let before = own
    for (let index = 0; index < cells; index += 1) {
      const after = index < cells - 1 ? (values[cell + stride] ?? 0) : own
      smooth[cell] = (before + 2 * own + after) / 4
      before = own
      own = after
      cell += stride
    }
  }
}

/**
 * Paints counts in the colours of the quadrants; opacity grows with the logarithm of the count, from a floor that keeps one point visible.
 * @param counts shape [cells, cells], row 0 at the top
 * @param pixels to fill, RGBA in 0…255, shape [cells, cells, 4]; new ones unless given
 * @returns the pixels
 */
export function paintDensity(
  counts: Float32Array,
  view: PlaneView,
  cells: number,
  pixels = new Uint8ClampedArray(cells * cells * 4),
): Uint8ClampedArray {
  pixels.fill(0)
  const most = Math.log1p(counts.reduce((high, count) => Math.max(high, count), 1) * contrast)
  const perCell = (2 * view.halfSpan) / cells
  let cell = 0
  for (let row = 0; row < cells; row += 1) {
    const arousal = view.arousal + view.halfSpan - (row + 0.5) * perCell
    for (let column = 0; column < cells; column += 1, cell += 1) {
      const count = counts[cell] ?? 0
      if (count === 0) continue
      const channels = quadrantChannels[quadrantAt(view.valence - view.halfSpan + (column + 0.5) * perCell, arousal)]
      pixels[4 * cell] = channels[0]
      pixels[4 * cell + 1] = channels[1]
      pixels[4 * cell + 2] = channels[2]
      pixels[4 * cell + 3] = 25 + 230 * (Math.log1p(count * contrast) / most)
    }
  }
  return pixels
}
