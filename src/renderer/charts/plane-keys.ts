import type { PlanePoint } from '@shared/domain/plane'
import { clampToPlane } from './plane-geometry'
import type { Direction } from './plane-search'

/** What a key does on a plane. */
export type PlaneKey =
  | { readonly action: 'walk'; readonly direction: Direction }
  | { readonly action: 'open' | 'toggle' | 'select-all' | 'clear' | 'reset' }
  | { readonly action: 'zoom'; readonly factor: number }

const directions: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

interface KeyLike {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** The meaning of a key on the plane, or null when it has none. */
export function planeKeyOf(event: KeyLike): PlaneKey | null {
  const direction = directions[event.key]
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'a' ? { action: 'select-all' } : null
  if (event.altKey) return null
  if (direction) return { action: 'walk', direction }
  switch (event.key) {
    case 'Enter':
      return { action: 'open' }
    case ' ':
      return { action: 'toggle' }
    case 'Escape':
      return { action: 'clear' }
    case '+':
    case '=':
      return { action: 'zoom', factor: 1.25 }
    case '-':
      return { action: 'zoom', factor: 0.8 }
    case '0':
      return { action: 'reset' }
    default:
      return null
  }
}

const coarseStep = 0.05
const fineStep = 0.01

/**
 * Moves a label that is being placed by an arrow key: 0.05 a press, 0.01 with Shift, kept inside [−1, 1].
 * @returns the new point, or null when the key is no arrow
 */
export function movedByKey(point: PlanePoint, event: KeyLike): PlanePoint | null {
  const direction = directions[event.key]
  if (!direction || event.ctrlKey || event.metaKey || event.altKey) return null
  const step = event.shiftKey ? fineStep : coarseStep
  const round = (value: number): number => Math.round(value * 100) / 100
  const dv = direction === 'right' ? step : direction === 'left' ? -step : 0
  const da = direction === 'up' ? step : direction === 'down' ? -step : 0
  return clampToPlane({ valence: round(point.valence + dv), arousal: round(point.arousal + da) })
}
