import { onBeforeUnmount, onMounted } from 'vue'

const overlays = '.v-overlay-container'
const openDialogs = '.v-dialog.v-overlay--active'

/**
 * Brings the focus back to where a dialog was opened once it is closed, as a person at the keyboard expects: to the element that had it,
 * to the button of the menu that is closed by then, or to the dialog below.
 */
export function useFocusReturn(): void {
  const openers = new Map<Element, HTMLElement | null>()
  let lastOutside: HTMLElement | null = null

  const focused = (): HTMLElement | null =>
    document.activeElement instanceof HTMLElement && document.activeElement !== document.body ? document.activeElement : null
  const canTake = (element: HTMLElement | null): element is HTMLElement =>
    element !== null && element.isConnected && element.checkVisibility()

  function restore(dialog: Element, opener: HTMLElement | null): void {
    const now = focused()
    if (now && !dialog.contains(now)) return
    const goal = [opener, lastOutside].find(canTake) ?? document.querySelector('main')
    if (goal instanceof HTMLElement) goal.focus({ preventScroll: true })
  }

  function update(): void {
    const open = new Set(document.querySelectorAll(openDialogs))
    for (const dialog of open) {
      if (openers.has(dialog)) continue
      const opener = focused()
      const isInDialog = [...openers.keys()].some((other) => other.contains(opener))
      openers.set(dialog, opener && (isInDialog || !opener.closest(overlays)) ? opener : lastOutside)
    }
    for (const [dialog, opener] of openers) {
      if (open.has(dialog)) continue
      openers.delete(dialog)
      restore(dialog, opener)
    }
  }

  const observer = new MutationObserver(() => {
    const container = document.querySelector(overlays)
    if (container) observer.observe(container, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] })
    update()
  })
  const onFocusIn = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && !target.closest(overlays)) lastOutside = target
  }
  onMounted(() => {
    observer.observe(document.body, { childList: true })
    document.addEventListener('focusin', onFocusIn)
  })
  onBeforeUnmount(() => {
    observer.disconnect()
    document.removeEventListener('focusin', onFocusIn)
  })
}
