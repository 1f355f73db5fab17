import { computed, ref, shallowRef, type ComputedRef } from 'vue'

/** How a row is chosen: alone, added or taken away, or with all rows from the one chosen before. */
export type SelectionMode = 'only' | 'toggle' | 'range'

/** Where a key leads from a row of a list; null for other keys. */
export function rowOfKey(key: string, row: number, count: number, page: number): number | null {
  const within = (index: number): number => Math.min(count - 1, Math.max(0, index))
  switch (key) {
    case 'ArrowDown':
      return within(row + 1)
    case 'ArrowUp':
      return within(row - 1)
    case 'PageDown':
      return within(row + page)
    case 'PageUp':
      return within(row - page)
    case 'Home':
      return 0
    case 'End':
      return within(count - 1)
    default:
      return null
  }
}

/** Rows of a list that are selected, by name; what a filter hides is not selected any more. */
export function useRowSelection(names: ComputedRef<readonly string[]>) {
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  const present = ref(0)
  let anchor = 0
  const selected = computed(() => names.value.filter((name) => chosen.value.has(name)))

  function choose(row: number, mode: SelectionMode): void {
    const name = names.value[row]
    if (name === undefined) return
    present.value = row
    if (mode === 'range') {
      chosen.value = new Set(names.value.slice(Math.min(anchor, row), Math.max(anchor, row) + 1))
      return
    }
    anchor = row
    const others = mode === 'toggle' ? [...chosen.value].filter((other) => other !== name) : []
    chosen.value = new Set(mode === 'toggle' && chosen.value.has(name) ? others : [...others, name])
  }

  const move = (row: number): void => void (present.value = row)
  const chooseAll = (): void => void (chosen.value = new Set(names.value))
  const clear = (): void => void (chosen.value = new Set())
  return { selected, chosen, present, choose, move, chooseAll, clear }
}
