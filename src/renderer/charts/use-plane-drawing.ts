import { computed, watch, type ComputedRef, type Ref } from 'vue'
import { useChartColours } from './chart-colours'
import { drawGround, withinFrame } from './plane-ground'
import type { PlaneFrame } from './plane-geometry'
import { drawDensity, drawMovements, drawPoints } from './plane-markers'
import { drawOverlay } from './plane-overlay'
import { movedRows } from './plane-search'
import type { EmotionPlaneProps, PlaneElements } from './plane-types'
import { useCanvasLayer } from './use-canvas-layer'
import type { PlaneLookup } from './use-plane-lookup'
import type { PlanePointer } from './use-plane-pointer'

const smallestMovement = 0.02
const mostArrows = 500

interface Drawing {
  readonly props: EmotionPlaneProps
  readonly elements: PlaneElements
  readonly side: Readonly<Ref<number>>
  readonly frame: Readonly<Ref<PlaneFrame>>
  readonly dense: ComputedRef<boolean>
  readonly lookup: PlaneLookup
  readonly pointer: PlanePointer
}

/** Keeps both canvases of a plane up to date: points below, everything that follows pointer and selection above. */
export function usePlaneDrawing(drawing: Drawing) {
  const colours = useChartColours()
  drawPointsLayer(drawing, colours)
  drawUpperLayer(drawing, colours)
  return { colours }
}

function drawPointsLayer({ props, elements, side, frame, dense, pointer }: Drawing, colours: ReturnType<typeof useChartColours>): void {
  const movements = computed(() => (props.before && props.plane ? movedRows(props.before, props.plane, smallestMovement, mostArrows) : []))
  const layer = useCanvasLayer(elements.ground, side, (context, pixelRatio) => {
    const [view, plane] = [pointer.view.value, props.plane]
    drawGround(context, { view, frame: frame.value, scale: props.scale, colours: colours.value })
    withinFrame(context, frame.value, () => {
      if (plane && dense.value) drawDensity(context, plane, view, frame.value)
      else if (plane) drawPoints(context, plane, view, frame.value, pixelRatio)
      if (plane && props.before) drawMovements(context, props.before, plane, movements.value, view, frame.value, colours.value.text)
    })
  })
  watch([() => props.plane, () => props.before, () => props.scale, pointer.view, colours, dense], layer.invalidate)
}

function drawUpperLayer({ props, elements, side, frame, lookup, pointer }: Drawing, colours: ReturnType<typeof useChartColours>): void {
  const layer = useCanvasLayer(elements.overlay, side, (context) =>
    drawOverlay(context, {
      view: pointer.view.value,
      frame: frame.value,
      colours: colours.value,
      plane: props.plane,
      selectedRows: lookup.selectedRows.value,
      focusedRow: lookup.rowOf(props.focused),
      hoveredRow: pointer.hoveredRow.value,
      marks: props.marks,
      arrows: props.arrows,
      placement: props.placement,
      outline: pointer.outline.value,
    }),
  )
  watch(
    [
      () => props.plane,
      lookup.selectedRows,
      () => props.focused,
      () => props.marks,
      () => props.arrows,
      () => props.placement,
      pointer.view,
      pointer.outline,
      pointer.hoveredRow,
      colours,
    ],
    layer.invalidate,
  )
}
