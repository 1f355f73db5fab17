import type { Scheme } from '@shared/domain/schemes/scheme'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import { wordStatistics, type WordEffect } from '@shared/domain/tag-statistics'
import { wordWorth } from '@shared/domain/word-worth'
import { useDebounceFn } from '@vueuse/core'
import { type Ref, shallowRef, watch } from 'vue'

const settleMilliseconds = 200

/** A word's effect under the scheme in hand, and what each of its tags counts for; see `wordWorth`. */
export interface WeighedWord extends WordEffect {
  readonly worth: number
}

function weigh(matrix: TagMatrix, scheme: Scheme): WeighedWord[] {
  const worth = wordWorth(matrix, scheme)
  return wordStatistics(matrix, scheme).map((effect, index) => ({ ...effect, worth: worth[index] ?? NaN }))
}

/** How each word acts on the labels with the scheme in hand: worked out at once for new tags, and anew when a slider has come to rest. */
export function useWordEffects(matrix: Readonly<Ref<TagMatrix | null>>, scheme: Readonly<Ref<Scheme>>) {
  const words = shallowRef<readonly WeighedWord[]>([])
  let weighed: { matrix: TagMatrix | null; scheme: Scheme } | null = null

  function refresh(): void {
    if (weighed?.matrix === matrix.value && weighed.scheme === scheme.value) return
    weighed = { matrix: matrix.value, scheme: scheme.value }
    words.value = matrix.value ? weigh(matrix.value, scheme.value) : []
  }

  watch(matrix, refresh)
  watch(scheme, useDebounceFn(refresh, settleMilliseconds))
  return words
}
