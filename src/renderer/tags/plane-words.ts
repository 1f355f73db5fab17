import type { PlanePoint } from '@shared/domain/plane'
import type { Pixel } from '../charts/plane-geometry'

/** An emotion word that lies on the plane. */
export interface PlacedWord {
  readonly word: string
  readonly point: PlanePoint
  readonly tracks: number
}

/** Where a word is written: its dot, and the side of the dot where its name has room; null when only the dot has. */
export interface LaidWord extends PlacedWord {
  readonly dot: Pixel
  readonly name: 'right' | 'left' | 'above' | 'below' | null
}

/** A rectangle in CSS pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A letter of the wider system fonts; what a name needs around it; how far beyond the plane’s right edge it may reach. */
const [letterPixels, paddingPixels, linePixels, gap, edgePixels] = [7.4, 4, 14, 8, 14]
const sides = ['right', 'left', 'above', 'below'] as const

/** The words that have coordinates and tracks; the others are not drawn. */
export function placedWords(
  words: readonly { word: string; valence: number | null; arousal: number | null; tracks: number }[],
): PlacedWord[] {
  return words.flatMap(({ word, valence, arousal, tracks }) =>
    valence === null || arousal === null || tracks === 0 ? [] : [{ word, point: { valence, arousal }, tracks }],
  )
}

/**
 * Lays names beside their dots so that none covers another: chosen words first, then those on most tracks.
 * @param side of the plane in CSS pixels; no name leaves it
 */
export function layWords(
  words: readonly PlacedWord[],
  pixelOf: (point: PlanePoint) => Pixel,
  side: number,
  chosen: readonly string[],
): LaidWord[] {
  const taken: Box[] = []
  const right = Math.min(side, pixelOf({ valence: 1, arousal: 0 }).x + edgePixels)
  const rank = ({ word, tracks }: PlacedWord): number => (chosen.includes(word) ? Infinity : tracks)
  return [...words]
    .sort((one, other) => rank(other) - rank(one) || one.word.localeCompare(other.word))
    .map((word) => {
      const dot = pixelOf(word.point)
      const isFree = (box: Box): boolean => isInside(box, side) && box.right <= right && !taken.some((other) => overlap(box, other))
      const name = sides.find((candidate) => isFree(boxOf(word.word, dot, candidate))) ?? null
      if (name) taken.push(boxOf(word.word, dot, name))
      return { ...word, dot, name }
    })
}

/** The room that a name takes at a side of its dot. */
export function boxOf(word: string, { x, y }: Pixel, side: (typeof sides)[number]): Box {
  const width = word.length * letterPixels + paddingPixels
  const centre = { right: x + gap + width / 2, left: x - gap - width / 2, above: x, below: x }[side]
  const middle = { right: y, left: y, above: y - gap - linePixels / 2, below: y + gap + linePixels / 2 }[side]
  return { left: centre - width / 2, right: centre + width / 2, top: middle - linePixels / 2, bottom: middle + linePixels / 2 }
}

function isInside({ left, top, right, bottom }: Box, side: number): boolean {
  return left >= 0 && top >= 0 && right <= side && bottom <= side
}

/** Whether two rectangles cover each other in part. */
export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
