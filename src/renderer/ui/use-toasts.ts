import { readonly, ref } from 'vue'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly title: string; readonly run: () => void }
}

const shownMilliseconds = 6000
const shown = ref<Toast | null>(null)
let lastId = 0
let timer: ReturnType<typeof setTimeout> | undefined

function dismiss(): void {
  clearTimeout(timer)
  shown.value = null
}

function show(text: string, action?: Toast['action']): void {
  lastId += 1
  shown.value = { id: lastId, text, ...(action && { action }) }
  clearTimeout(timer)
  timer = setTimeout(dismiss, shownMilliseconds)
}

/** One quiet line at the bottom that says what was done and may offer to undo it; the newest replaces the one before. */
export function useToasts() {
  return { toast: readonly(shown), show, dismiss }
}
