import type { Plane } from '@shared/contract/tracks'
import type { Scale } from '@shared/domain/plane'
import type { Ref } from 'vue'
import { useErrors } from '../ui/use-errors'
import { type Identify, withIdentities } from './identity-columns'
import { planeCsvRows } from './plane-rows'
import { usePaper } from './drawing/paper'
import { planeSvg } from './drawing/plane-svg'
import type { PlaneFrame, PlaneView } from './plane-geometry'
import { saveCsv, savePicture, saveSvg } from './save-chart'

interface SavedPlane {
  readonly plane: Plane | null
  readonly scale: Scale
  readonly identify: Identify
  readonly before: Plane | null
  readonly name: string
}

/** What the plane shows now. */
interface ShownPlane {
  /** Canvases of the plane from the lowest to the highest. */
  readonly layers: readonly Readonly<Ref<HTMLCanvasElement | null>>[]
  readonly colours: Readonly<Ref<{ readonly surface: string }>>
  readonly pointer: { readonly view: Readonly<Ref<PlaneView>> }
  readonly side: Readonly<Ref<number>>
  readonly frame: Readonly<Ref<PlaneFrame>>
}

/** Saves a plane as a picture, a drawing, or a table that can be joined with others. */
export function usePlaneSaving(given: SavedPlane, { layers, colours, pointer, side, frame }: ShownPlane) {
  const paper = usePaper()
  const { guard } = useErrors()

  function saveAsPicture(): void {
    savePicture(
      layers.flatMap(({ value }) => value ?? []),
      colours.value.surface,
      'plane.png',
    )
  }

  function saveAsDrawing(): void {
    const { plane, before, scale, name } = given
    const scene = { view: pointer.view.value, frame: frame.value, side: side.value }
    saveSvg(planeSvg({ plane, before, scale, name, ...scene }, paper.value), 'plane.svg')
  }

  async function saveAsTable(): Promise<void> {
    const { plane, scale, identify } = given
    if (plane)
      await guard(async () => saveCsv(await withIdentities(planeCsvRows(plane, scale), [...plane.trackIds], identify), 'plane.csv'))
  }

  return { saveAsPicture, saveAsDrawing, saveAsTable }
}
