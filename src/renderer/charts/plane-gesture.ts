import type { PlanePoint } from '@shared/domain/plane'
import { rectangleBetween, toPoint, type Pixel, type PlaneFrame, type PlaneView } from './plane-geometry'
import type { PlaneTool, SelectMode } from './plane-types'

/** What is done with the pointer held down. */
export type Gesture =
  | { readonly kind: 'pan'; last: Pixel }
  | { readonly kind: 'outline'; readonly start: Pixel; readonly mode: SelectMode }
  | { readonly kind: 'place' }

const clickPixels = 4
const fewCorners = 8

/** How the keys held during a click change the selection: Shift adds, Ctrl or Cmd toggles. */
export function modeOf(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): SelectMode {
  if (event.shiftKey) return 'add'
  return event.ctrlKey || event.metaKey ? 'toggle' : 'replace'
}

interface PressedPointer {
  readonly button: number
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** What pressing the pointer begins: the middle button or Alt always moves the view. */
export function beginGesture(event: PressedPointer, pixel: Pixel, tool: PlaneTool, placing: boolean): Gesture {
  if (event.button === 1 || event.altKey || (tool === 'pan' && !placing)) return { kind: 'pan', last: pixel }
  return placing ? { kind: 'place' } : { kind: 'outline', start: pixel, mode: modeOf(event) }
}

/** Whether an outline is so small that it was a click. */
export function isClick(start: Pixel, end: Pixel, corners: readonly Pixel[]): boolean {
  return Math.hypot(end.x - start.x, end.y - start.y) < clickPixels && corners.length < fewCorners
}

/** The outline when the pointer has moved on: a lasso gains a corner, a rectangle is spanned anew. */
export function outlineTo(pixel: Pixel, start: Pixel, outline: readonly Pixel[], tool: PlaneTool): readonly Pixel[] {
  if (tool !== 'lasso') return rectangleBetween(start, pixel)
  return [...(outline.length > 0 ? outline : [start]), pixel]
}

/** An outline in pixels as corners on the plane: x = valence, y = arousal. */
export function outlineOnPlane(corners: readonly Pixel[], view: PlaneView, frame: PlaneFrame): Pixel[] {
  return corners.map((corner): PlanePoint => toPoint(corner, view, frame)).map(({ valence, arousal }) => ({ x: valence, y: arousal }))
}
