import type { PlanePoint } from '@shared/domain/plane'
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import {
  clampToPlane, isInFrame, panBy, rectangleBetween, toPoint, wholePlane, zoomAt, type Pixel, type PlaneFrame, type PlaneView,
} from './plane-geometry'
import type { PlaneTool, SelectMode } from './plane-types'

/** What the pointer may cause. */
export interface PlanePointerActions {
  /** The row under a place, or null. */
  find(point: PlanePoint, radius: number): number | null
  /** An outline was closed; corners have x = valence, y = arousal. */
  enclose(polygon: readonly Pixel[], mode: SelectMode): void
  click(row: number | null, mode: SelectMode): void
  open(row: number): void
  /** A label is being dragged (`done` false) or was let go (`done` true). */
  place(point: PlanePoint, done: boolean): void
}

type Gesture =
  | { readonly kind: 'pan'; last: Pixel }
  | { readonly kind: 'outline'; readonly start: Pixel; readonly mode: SelectMode }
  | { readonly kind: 'place' }

export interface PlanePointer {
  readonly view: ShallowRef<PlaneView>
  readonly outline: ShallowRef<readonly Pixel[]>
  readonly hoveredRow: Ref<number | null>
  readonly pointer: ShallowRef<Pixel | null>
  readonly moving: Ref<boolean>
  down(event: PointerEvent): void
  move(event: PointerEvent): void
  up(event: PointerEvent): void
  leave(): void
  wheel(event: WheelEvent): void
  doubleClick(event: MouseEvent): void
  zoom(factor: number): void
  reset(): void
}

const reachPixels = 9
const clickPixels = 4

/** How the keys held during a click change the selection: Shift adds, Ctrl or Cmd toggles. */
export function modeOf(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): SelectMode {
  if (event.shiftKey) return 'add'
  return event.ctrlKey || event.metaKey ? 'toggle' : 'replace'
}

/**
 * Turns what the pointer does on a plane into a view, an outline and actions.
 * @param frame where the plot lies
 * @param tool what dragging means when no label is placed
 * @param placing whether clicks and drags place a label
 */
export function usePlanePointer(
  frame: Readonly<Ref<PlaneFrame>>, tool: Readonly<Ref<PlaneTool>>, placing: Readonly<Ref<boolean>>, actions: PlanePointerActions,
): PlanePointer {
  const view = shallowRef(wholePlane)
  const outline = shallowRef<readonly Pixel[]>([])
  const hoveredRow = ref<number | null>(null)
  const pointer = shallowRef<Pixel | null>(null)
  const moving = ref(false)
  let gesture: Gesture | null = null
  let settle = 0

  const pixelOf = (event: MouseEvent): Pixel => ({ x: event.offsetX, y: event.offsetY })
  const placeAt = (pixel: Pixel): PlanePoint => toPoint(pixel, view.value, frame.value)
  const rowAt = (pixel: Pixel): number | null => {
    if (!isInFrame(pixel, frame.value)) return null
    return actions.find(placeAt(pixel), (reachPixels * 2 * view.value.halfSpan) / frame.value.side)
  }

  function changeView(next: PlaneView): void {
    view.value = next
    moving.value = true
    window.clearTimeout(settle)
    settle = window.setTimeout(() => (moving.value = false), 160)
  }

  function down(event: PointerEvent): void {
    const pixel = pixelOf(event)
    if (!isInFrame(pixel, frame.value) || event.button > 1) return
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId)
    if (event.button === 1 || event.altKey || (tool.value === 'pan' && !placing.value)) gesture = { kind: 'pan', last: pixel }
    else if (placing.value) gesture = { kind: 'place' }
    else gesture = { kind: 'outline', start: pixel, mode: modeOf(event) }
    if (gesture.kind === 'place') actions.place(clampToPlane(placeAt(pixel)), false)
  }

  function move(event: PointerEvent): void {
    const pixel = pixelOf(event)
    pointer.value = pixel
    if (gesture === null) hoveredRow.value = rowAt(pixel)
    else if (gesture.kind === 'place') actions.place(clampToPlane(placeAt(pixel)), false)
    else if (gesture.kind === 'pan') {
      changeView(panBy(view.value, frame.value, pixel.x - gesture.last.x, pixel.y - gesture.last.y))
      gesture.last = pixel
    } else if (tool.value === 'lasso') outline.value = [...(outline.value.length > 0 ? outline.value : [gesture.start]), pixel]
    else outline.value = rectangleBetween(gesture.start, pixel)
  }

  function up(event: PointerEvent): void {
    const pixel = pixelOf(event)
    const ended = gesture
    const corners = outline.value
    gesture = null
    outline.value = []
    if (ended?.kind === 'place') actions.place(clampToPlane(placeAt(pixel)), true)
    if (ended?.kind !== 'outline') return
    const still = Math.hypot(pixel.x - ended.start.x, pixel.y - ended.start.y) < clickPixels && corners.length < 8
    if (still) actions.click(rowAt(pixel), ended.mode)
    else actions.enclose(corners.map(placeAt).map(({ valence, arousal }) => ({ x: valence, y: arousal })), ended.mode)
  }

  function leave(): void {
    if (gesture !== null) return
    hoveredRow.value = null
    pointer.value = null
  }

  function wheel(event: WheelEvent): void {
    if (!isInFrame(pixelOf(event), frame.value)) return
    event.preventDefault()
    changeView(zoomAt(view.value, frame.value, pixelOf(event), Math.exp(-event.deltaY / 400)))
  }

  function doubleClick(event: MouseEvent): void {
    const row = placing.value ? null : rowAt(pixelOf(event))
    if (row !== null) actions.open(row)
  }

  function zoom(factor: number): void {
    const { left, top, side } = frame.value
    changeView(zoomAt(view.value, frame.value, { x: left + side / 2, y: top + side / 2 }, factor))
  }

  return { view, outline, hoveredRow, pointer, moving, down, move, up, leave, wheel, doubleClick, zoom, reset: () => changeView(wholePlane) }
}
