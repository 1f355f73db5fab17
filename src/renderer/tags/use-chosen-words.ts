import { tracksWith } from '@shared/domain/co-occurrence'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import { computed, type Ref, ref } from 'vue'
import { useSelectionStore } from '../api/stores/selection-store'
import { countOf } from '../ui/format'

const mostChosen = 2

/** The emotion words that are chosen, two at most: the tracks that carry all of them are selected, so that every plane lights them. */
export function useChosenWords(matrix: Readonly<Ref<TagMatrix | null>>) {
  const selection = useSelectionStore()
  const chosen = ref<readonly string[]>([])
  const lit = computed(() => (matrix.value ? tracksWith(matrix.value, chosen.value) : []))
  const sentence = computed(() => (chosen.value.length > 0 ? `${chosen.value.join(' & ')}: ${countOf(lit.value.length, 'track')}` : ''))

  function choose(words: readonly string[]): void {
    chosen.value = [...new Set(words)].slice(-mostChosen)
    selection.select(lit.value)
  }

  /** Chooses a word beside the one chosen before, or takes it back. */
  function toggle(word: string): void {
    choose(chosen.value.includes(word) ? chosen.value.filter((own) => own !== word) : [...chosen.value, word])
  }

  return { chosen, lit, sentence, choose, toggle, clear: () => choose([]) }
}
