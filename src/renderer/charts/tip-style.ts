import type { Pixel } from './plane-geometry'

const gap = 14

/**
 * Where a tooltip stands beside the pointer: on the side with more room, and no wider than that room.
 * @param side side of the square that it must not leave, in CSS pixels
 */
export function tipStyle({ x, y }: Pixel, side: number): Record<string, string> {
  const isRightOf = x < side / 2
  const room = (isRightOf ? side - x : x) - gap
  return {
    top: `${Math.min(side - 24, Math.max(24, y))}px`,
    maxWidth: `${room}px`,
    ...(isRightOf ? { left: `${x + gap}px` } : { right: `${side - x + gap}px` }),
  }
}
