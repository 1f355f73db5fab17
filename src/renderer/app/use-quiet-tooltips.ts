import { nextTick } from 'vue'
import { useRouter } from 'vue-router'

/** A tooltip whose button goes with its view would stay on the screen: each gets the event that the pointer has left. */
export function useQuietTooltips(): void {
  useRouter().beforeEach(async () => {
    for (const activator of document.querySelectorAll('main [aria-describedby^="v-tooltip"]'))
      activator.dispatchEvent(new MouseEvent('mouseleave'))
    await nextTick()
  })
}
