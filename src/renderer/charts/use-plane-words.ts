import { refDebounced } from '@vueuse/core'
import { computed, toRef, type Ref } from 'vue'
import { formatCoordinate } from '../ui/format'
import { describePlane, describePoint } from './plane-rows'
import type { EmotionPlaneProps } from './plane-types'
import { tipStyle } from './tip-style'
import type { PlanePointer } from './use-plane-pointer'

interface NamedPlane extends EmotionPlaneProps {
  readonly labelFor: (trackId: number) => string
}

interface PlaneState {
  readonly side: Readonly<Ref<number>>
  readonly pointer: PlanePointer
  idAt(row: number | null): number | null
  rowOf(id: number | null): number | null
}

const restMilliseconds = 400

/** The texts of a plane: the tooltip, and what a screen reader announces and describes. */
export function usePlaneWords(props: NamedPlane, { side, pointer, idAt, rowOf }: PlaneState) {
  const number = (value: number): string => formatCoordinate(value, props.scale)
  const nameAt = (row: number): string => {
    const id = idAt(row)
    return id === null ? '' : props.labelFor(id)
  }
  const pointAt = (row: number): string => (props.plane ? describePoint(props.plane, row, props.scale) : '')
  const tooltip = computed(() => {
    const [row, at] = [pointer.hoveredRow.value, pointer.pointer.value]
    return row === null || !at ? null : { name: nameAt(row), point: pointAt(row), style: tipStyle(at, side.value) }
  })
  const announced = computed(() => {
    if (props.placing && props.placement) return `V ${number(props.placement.valence)}, A ${number(props.placement.arousal)}`
    const row = rowOf(props.focused)
    return row === null ? '' : `${nameAt(row)} · ${pointAt(row)}`
  })
  // Described once a plane rests: it changes with every frame while a weight is dragged.
  const restingPlane = refDebounced(
    toRef(() => props.plane),
    restMilliseconds,
  )
  const description = computed(() => describePlane(restingPlane.value, props.selected.size))
  const keysHint = computed(() =>
    props.placing
      ? 'Arrow keys move the label by 0.05, with Shift by 0.01; Enter saves it.'
      : 'Arrow keys walk from point to point; Enter opens, Space selects, plus and minus zoom, 0 shows all.',
  )

  return { tooltip, announced, description, keysHint }
}
