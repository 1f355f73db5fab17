import { onBeforeUnmount, watch, type Ref } from 'vue'

/** A canvas that draws itself at most once a frame. */
export interface CanvasLayer {
  /** Asks for a new drawing in the next frame. */
  invalidate(): void
}

/**
 * Owns the drawing of one square canvas: sharp at every pixel ratio, redrawn when its side changes, ended with its component.
 * @param side side in CSS pixels
 * @param draw draws into a cleared context whose unit is the CSS pixel
 */
export function useCanvasLayer(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  side: Readonly<Ref<number>>,
  draw: (context: CanvasRenderingContext2D, pixelRatio: number) => void,
): CanvasLayer {
  let frame = 0

  function paint(): void {
    frame = 0
    const element = canvas.value
    const context = element?.getContext('2d')
    if (!element || !context || side.value <= 0) return
    const pixelRatio = window.devicePixelRatio || 1
    const wanted = Math.round(side.value * pixelRatio)
    if (element.width !== wanted || element.height !== wanted) {
      element.width = wanted
      element.height = wanted
    }
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    context.clearRect(0, 0, side.value, side.value)
    draw(context, pixelRatio)
  }

  function invalidate(): void {
    if (frame === 0) frame = requestAnimationFrame(paint)
  }

  watch([canvas, side], invalidate, { flush: 'post' })
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  return { invalidate }
}
