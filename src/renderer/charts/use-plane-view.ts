import { onScopeDispose, ref, shallowRef, type Ref } from 'vue'
import { panBy, wholePlane, zoomAt, type Pixel, type PlaneFrame, type PlaneView } from './plane-geometry'

const settleMilliseconds = 160

/** Which part of a plane is seen, and whether it is moving right now. */
export function usePlaneView(frame: Readonly<Ref<PlaneFrame>>) {
  const view = shallowRef(wholePlane)
  const moving = ref(false)
  let settle = 0

  function change(next: PlaneView): void {
    view.value = next
    moving.value = true
    window.clearTimeout(settle)
    settle = window.setTimeout(() => (moving.value = false), settleMilliseconds)
  }

  const zoomAround = (pixel: Pixel, factor: number): void => change(zoomAt(view.value, frame.value, pixel, factor))
  const pan = (dx: number, dy: number): void => change(panBy(view.value, frame.value, dx, dy))
  const zoom = (factor: number): void => {
    const { left, top, side } = frame.value
    zoomAround({ x: left + side / 2, y: top + side / 2 }, factor)
  }

  onScopeDispose(() => window.clearTimeout(settle))
  return { view, moving, zoomAround, pan, zoom, reset: () => change(wholePlane) }
}
