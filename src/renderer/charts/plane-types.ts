import type { Plane } from '@shared/contract/tracks'
import type { PlanePoint, Scale } from '@shared/domain/plane'
import {
  labelSources,
  markerShapes,
  predictionDescriptor,
  sourceDescriptors,
  type MarkerShape,
  type SourceDescriptor,
} from '@shared/domain/label'
import type { Ref } from 'vue'

/** How selected ids change a selection. */
export type SelectMode = 'replace' | 'add' | 'toggle'

/** Points one by one, a density picture, or whichever suits the number of points. */
export type PlaneMode = 'auto' | 'points' | 'density'

/** What dragging on the plane does. */
export type PlaneTool = 'rectangle' | 'lasso' | 'pan'

/** Value of `Plane.source` for a prediction, beside the indices of `labelSources`. */
export const predictionSource = 255

const descriptors = labelSources.map((source) => sourceDescriptors[source])

/** The word and the mark for a value of `Plane.source`. */
export function descriptorOfSource(source: number): SourceDescriptor {
  return descriptors[source] ?? predictionDescriptor
}

/** The shape for a value of `Plane.source`. */
export function shapeOfSource(source: number): MarkerShape {
  return descriptorOfSource(source).shape
}

/** Which shapes a plane holds, in the order of the legend. */
export function shapesOf(plane: Plane): MarkerShape[] {
  const seen = new Set<number>(plane.source)
  const shapes = new Set([...seen].map(shapeOfSource))
  return markerShapes.filter((shape) => shapes.has(shape))
}

/** One named point drawn above all others, such as the present label or a prediction. */
export interface PlaneMark {
  readonly name: string
  readonly point: PlanePoint
  readonly shape: MarkerShape
}

/** An arrow from one point to another; `width` in CSS pixels. */
export interface PlaneArrow {
  readonly name: string
  readonly from: PlanePoint
  readonly to: PlanePoint
  readonly width: number
}

/** What `EmotionPlane.vue` is given. */
export interface EmotionPlaneProps {
  readonly plane: Plane | null
  readonly selected: ReadonlySet<number>
  readonly focused: number | null
  readonly scale: Scale
  readonly before: Plane | null
  readonly mode: PlaneMode
  readonly placing: boolean
  readonly placement: PlanePoint | null
  readonly marks: readonly PlaneMark[]
  readonly arrows: readonly PlaneArrow[]
}

/** The events of `EmotionPlane.vue`. */
export interface EmotionPlaneActions {
  select(ids: number[], mode: SelectMode): void
  focus(id: number | null): void
  open(id: number): void
  draft(point: PlanePoint): void
  place(point: PlanePoint): void
}

/** The elements that a plane is drawn on. */
export interface PlaneElements {
  readonly stage: Readonly<Ref<HTMLElement | null>>
  readonly ground: Readonly<Ref<HTMLCanvasElement | null>>
  readonly overlay: Readonly<Ref<HTMLCanvasElement | null>>
}
