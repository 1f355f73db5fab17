import type { PlanePoint } from '@shared/domain/plane'
import { useResizeObserver } from '@vueuse/core'
import { computed, ref } from 'vue'
import { frameOf, isInFrame, toPixel, type Pixel } from './plane-geometry'
import { tracksInPolygon } from './plane-search'
import type { EmotionPlaneActions, EmotionPlaneProps, PlaneElements, PlaneMode, PlaneTool, SelectMode } from './plane-types'
import { usePlaneDrawing } from './use-plane-drawing'
import { usePlaneKeys } from './use-plane-keys'
import { usePlaneLookup } from './use-plane-lookup'
import { usePlanePointer } from './use-plane-pointer'

const densityFrom = 6000
const densityWhileMovingFrom = 12_000

/** Everything behind `EmotionPlane.vue`: size, drawing, finding, pointer and keys. */
export function useEmotionPlane(props: EmotionPlaneProps, elements: PlaneElements, actions: EmotionPlaneActions) {
  const side = ref(0)
  const tool = ref<PlaneTool>('rectangle')
  const chosenMode = ref<PlaneMode | null>(null)
  const frame = computed(() => frameOf(side.value))
  const lookup = usePlaneLookup(props)
  useResizeObserver(elements.stage, ([entry]) => {
    if (entry) side.value = Math.floor(Math.min(entry.contentRect.width, entry.contentRect.height))
  })

  const idAt = (row: number | null): number | null => (row === null ? null : (props.plane?.trackIds[row] ?? null))
  const pointer = usePlanePointer(
    frame,
    tool,
    computed(() => props.placing),
    {
      find: lookup.nearest,
      enclose: (polygon, mode) => props.plane && actions.select(tracksInPolygon(props.plane, polygon), mode),
      click: (row, mode) => choose(idAt(row), mode),
      open: (row) => openTrack(idAt(row)),
      place: (point, done) => (done ? actions.place(point) : actions.draft(point)),
    },
  )
  const mode = computed(() => chosenMode.value ?? props.mode)
  const dense = computed(() => {
    const points = props.plane?.valence.length ?? 0
    if (mode.value === 'auto') return points > densityFrom
    return mode.value === 'density' || (pointer.moving.value && points > densityWhileMovingFrom)
  })
  const { colours } = usePlaneDrawing({ props, elements, side, frame, dense, lookup, pointer })

  function choose(id: number | null, selectMode: SelectMode): void {
    if (id === null && selectMode !== 'replace') return
    actions.select(id === null ? [] : [id], selectMode)
    if (id !== null) actions.focus(id)
  }

  function openTrack(id: number | null): void {
    if (id !== null) actions.open(id)
  }

  /** Where a point lies in the square now. */
  const pixelOf = (point: PlanePoint): Pixel => toPixel(point, pointer.view.value, frame.value)
  const isSeen = (point: PlanePoint): boolean => isInFrame(pixelOf(point), frame.value)

  return {
    side,
    frame,
    pixelOf,
    isSeen,
    tool,
    chosenMode,
    mode,
    dense,
    colours,
    pointer,
    keyDown: usePlaneKeys(props, actions, pointer, lookup),
    idAt,
    rowOf: lookup.rowOf,
  }
}
