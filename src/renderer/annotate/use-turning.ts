import { computed, ref, watch, type Ref } from 'vue'
import { useSelectionStore } from '../api/stores/selection-store'

/**
 * Saves the label and goes to the next track. From Enter until the next track is shown, keys are meant for that track, not for the one
 * still in sight.
 * @param shown the track that is shown
 */
export function useTurning(shown: Readonly<Ref<{ readonly id: number } | null>>) {
  const selection = useSelectionStore()
  const isSaving = ref(false)
  const isTurning = computed(() => isSaving.value || (shown.value !== null && shown.value.id !== selection.focusedTrackId))

  /**
   * Does nothing while an earlier call still saves.
   * @param save resolves with whether the label is in the library
   */
  async function saveAndGo(save: () => Promise<boolean>, go: () => void): Promise<void> {
    if (isSaving.value) return
    isSaving.value = true
    try {
      if (await save()) go()
    } finally {
      isSaving.value = false
    }
  }

  let waiting: (() => unknown) | null = null
  /** Does something with the track that is shown or, while another one is on its way, with that one. */
  function whenShown(work: () => unknown): void {
    if (isTurning.value) waiting = work
    else work()
  }
  watch(
    [isTurning, () => shown.value?.id],
    ([turns]) => {
      if (turns) return
      waiting?.()
      waiting = null
    },
    { flush: 'post' },
  )

  return { isSaving, isTurning, saveAndGo, whenShown }
}
