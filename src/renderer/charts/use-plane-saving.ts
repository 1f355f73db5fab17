import type { Plane } from '@shared/contract/tracks'
import type { Scale } from '@shared/domain/plane'
import type { Ref } from 'vue'
import { useErrors } from '../ui/use-errors'
import { type Identify, withIdentities } from './identity-columns'
import { planeCsvRows } from './plane-rows'
import { saveCsv, savePicture } from './save-chart'

interface SavedPlane {
  readonly plane: Plane | null
  readonly scale: Scale
  readonly identify: Identify
}

/**
 * Saves a plane as a picture, or as a table that can be joined with others.
 * @param layers canvases of the plane from the lowest to the highest
 */
export function usePlaneSaving(
  given: SavedPlane,
  layers: readonly Readonly<Ref<HTMLCanvasElement | null>>[],
  colours: Readonly<Ref<{ readonly surface: string }>>,
) {
  const { guard } = useErrors()

  function saveAsPicture(): void {
    savePicture(
      layers.flatMap(({ value }) => value ?? []),
      colours.value.surface,
      'plane.png',
    )
  }

  async function saveAsTable(): Promise<void> {
    const { plane, scale, identify } = given
    if (plane)
      await guard(async () => saveCsv(await withIdentities(planeCsvRows(plane, scale), [...plane.trackIds], identify), 'plane.csv'))
  }

  return { saveAsPicture, saveAsTable }
}
