import type { PlanePoint } from '@shared/domain/plane'
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { beginGesture, isClick, outlineOnPlane, outlineTo, type Gesture } from './plane-gesture'
import { clampToPlane, isInFrame, toPoint, type Pixel, type PlaneFrame, type PlaneView } from './plane-geometry'
import type { PlaneTool, SelectMode } from './plane-types'
import { usePlaneView } from './use-plane-view'

/** What the pointer may cause. */
export interface PlanePointerActions {
  /** The row at a point, or null. */
  find(point: PlanePoint, radius: number): number | null
  /** An outline was closed; corners have x = valence, y = arousal. */
  enclose(polygon: readonly Pixel[], mode: SelectMode): void
  click(row: number | null, mode: SelectMode): void
  open(row: number): void
  /** A label is being dragged (`done` false) or was let go (`done` true). */
  place(point: PlanePoint, done: boolean): void
}

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
/** Wheel movement that zooms by e. */
const wheelPixels = 400

/**
 * Turns what the pointer does on a plane into a view, an outline and actions.
 * @param frame where the plot lies
 * @param tool what dragging means when no label is placed
 * @param placing whether clicks and drags place a label
 */
export function usePlanePointer(
  frame: Readonly<Ref<PlaneFrame>>,
  tool: Readonly<Ref<PlaneTool>>,
  placing: Readonly<Ref<boolean>>,
  actions: PlanePointerActions,
): PlanePointer {
  const { view, moving, zoomAround, pan, zoom, reset } = usePlaneView(frame)
  const outline = shallowRef<readonly Pixel[]>([])
  const hoveredRow = ref<number | null>(null)
  const pointer = shallowRef<Pixel | null>(null)
  let gesture: Gesture | null = null

  const pixelOf = (event: MouseEvent): Pixel => ({ x: event.offsetX, y: event.offsetY })
  const pointAt = (pixel: Pixel): PlanePoint => toPoint(pixel, view.value, frame.value)
  const rowAt = (pixel: Pixel): number | null => {
    if (!isInFrame(pixel, frame.value)) return null
    return actions.find(pointAt(pixel), (reachPixels * 2 * view.value.halfSpan) / frame.value.side)
  }

  function down(event: PointerEvent): void {
    const pixel = pixelOf(event)
    if (!isInFrame(pixel, frame.value) || event.button > 1) return
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId)
    gesture = beginGesture(event, pixel, tool.value, placing.value)
    hoveredRow.value = null
    if (gesture.kind === 'place') actions.place(clampToPlane(pointAt(pixel)), false)
  }

  function move(event: PointerEvent): void {
    const pixel = pixelOf(event)
    pointer.value = pixel
    if (gesture === null) hoveredRow.value = rowAt(pixel)
    else if (gesture.kind === 'place') actions.place(clampToPlane(pointAt(pixel)), false)
    else if (gesture.kind === 'pan') {
      pan(pixel.x - gesture.last.x, pixel.y - gesture.last.y)
      gesture.last = pixel
    } else outline.value = outlineTo(pixel, gesture.start, outline.value, tool.value)
  }

  function up(event: PointerEvent): void {
    const pixel = pixelOf(event)
    const ended = gesture
    const corners = outline.value
    gesture = null
    outline.value = []
    if (ended?.kind === 'place') actions.place(clampToPlane(pointAt(pixel)), true)
    if (ended?.kind !== 'outline') return
    if (isClick(ended.start, pixel, corners)) actions.click(rowAt(pixel), ended.mode)
    else actions.enclose(outlineOnPlane(corners, view.value, frame.value), ended.mode)
  }

  const leave = (): void => {
    if (gesture === null) [hoveredRow.value, pointer.value] = [null, null]
  }

  function wheel(event: WheelEvent): void {
    if (!isInFrame(pixelOf(event), frame.value)) return
    event.preventDefault()
    zoomAround(pixelOf(event), Math.exp(-event.deltaY / wheelPixels))
  }

  const doubleClick = (event: MouseEvent): void => {
    const row = placing.value ? null : rowAt(pixelOf(event))
    if (row !== null) actions.open(row)
  }

  return { view, outline, hoveredRow, pointer, moving, down, move, up, leave, wheel, doubleClick, zoom, reset }
}
