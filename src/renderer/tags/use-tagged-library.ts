import type { LabelVersion } from '@shared/contract/labels'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import { computed, ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

/** The library's tags as a matrix, read once, and the label versions. */
export function useTaggedLibrary() {
  const { guard } = useErrors()
  const matrix = shallowRef<TagMatrix | null>(null)
  const versions = shallowRef<readonly LabelVersion[]>([])
  const isLoaded = ref(false)
  const activeVersion = computed(() => versions.value.find((version) => version.active) ?? null)

  /** Reads everything anew; `then` follows when that has succeeded. */
  async function read(then: (matrix: TagMatrix) => void): Promise<void> {
    await guard(async () => {
      const [nextMatrix, nextVersions] = await Promise.all([call('tags.matrix', null), call('labels.versions', null)])
      matrix.value = nextMatrix
      versions.value = nextVersions
      then(nextMatrix)
    })
    isLoaded.value = true
  }

  return { matrix, versions, isLoaded, activeVersion, read }
}
