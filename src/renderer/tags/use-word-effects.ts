import type { Scheme } from '@shared/domain/schemes/scheme'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import { type WordEffect, wordStatistics, wordStatisticsInParts } from '@shared/domain/tag-statistics'
import { wordWorth } from '@shared/domain/word-worth'
import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue'

const settleMilliseconds = 200
/** Tracks whose words are read at once: some milliseconds of work, so that no frame is late. */
const tracksOfPart = 8_000

/** A word's effect under the scheme in hand, and what each of its tags counts for; see `wordWorth`. */
export interface WeighedWord extends WordEffect {
  readonly worth: number
}

function withWorth(matrix: TagMatrix, scheme: Scheme, effects: readonly WordEffect[]): WeighedWord[] {
  const worth = wordWorth(matrix, scheme)
  return effects.map((effect, index) => ({ ...effect, worth: worth[index] ?? NaN }))
}

/**
 * How each word acts on the labels with the scheme in hand: worked out at once for new tags, and anew when a slider has come to rest,
 * then in parts, between which frames are drawn.
 */
export function useWordEffects(matrix: Readonly<Ref<TagMatrix | null>>, scheme: Readonly<Ref<Scheme>>) {
  const words = shallowRef<readonly WeighedWord[]>([])
  let weighed: { matrix: TagMatrix | null; scheme: Scheme } | null = null
  let timer = 0

  /** Whether there is anything new to weigh; what is still being weighed is given up. */
  function begin(): boolean {
    if (weighed?.matrix === matrix.value && weighed.scheme === scheme.value) return false
    window.clearTimeout(timer)
    weighed = { matrix: matrix.value, scheme: scheme.value }
    return true
  }

  function weighAtOnce(): void {
    if (!begin()) return
    const [tags, by] = [matrix.value, scheme.value]
    words.value = tags ? withWorth(tags, by, wordStatistics(tags, by)) : []
  }

  function weighInParts(): void {
    const [tags, by] = [matrix.value, scheme.value]
    if (!tags || !begin()) return
    const parts = wordStatisticsInParts(tags, by, tracksOfPart)
    const advance = (): void => {
      const { done, value } = parts.next()
      if (done) words.value = withWorth(tags, by, value)
      else timer = window.setTimeout(advance)
    }
    advance()
  }

  watch(matrix, weighAtOnce)
  watch(scheme, useDebounceFn(weighInParts, settleMilliseconds))
  onScopeDispose(() => window.clearTimeout(timer))
  return words
}
