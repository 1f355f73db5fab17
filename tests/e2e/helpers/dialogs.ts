import { expect, type Locator, type Page } from '@playwright/test'

/** Expects that Tab walks through everything in a dialog that can be used, and never out of it. */
export async function expectTabReachesAll(page: Page, dialog: Locator): Promise<void> {
  const count = await dialog.evaluate((root) => {
    const usable = [...root.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]')].filter((element) => {
      const isOtherRadio = element instanceof HTMLInputElement && element.type === 'radio' && !element.checked
      return (
        element.tabIndex >= 0 && !element.matches(':disabled') && !isOtherRadio && element.checkVisibility({ visibilityProperty: true })
      )
    })
    usable.forEach((element, index) => (element.dataset['stop'] = String(index)))
    return usable.length
  })
  const reached = new Set<string>()
  for (let step = 0; step < 2 * count + 2 && reached.size < count; step += 1) {
    await page.keyboard.press('Tab')
    const stop = await dialog.evaluate((root) =>
      root.contains(document.activeElement) ? ((document.activeElement as HTMLElement).dataset['stop'] ?? '') : null,
    )
    expect(stop, 'Tab stays in the dialog').not.toBeNull()
    if (stop) reached.add(stop)
  }
  const missed = await dialog.evaluate(
    (root, seen) => {
      const stops = [...root.querySelectorAll<HTMLElement>('[data-stop]')]
      return stops.filter((element) => !seen.includes(element.dataset['stop'] ?? '')).map((element) => element.outerHTML.slice(0, 200))
    },
    [...reached],
  )
  expect(missed, 'reached by Tab').toEqual([])
}

/** Expects that Escape closes a dialog and that the focus is then where the dialog was opened. */
export async function expectEscapeCloses(page: Page, dialog: Locator, opener: Locator): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
}
