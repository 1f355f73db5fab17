import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { accessibilityViolations } from './accessibility'

const folder = fileURLToPath(new URL('../../../screenshots/', import.meta.url))
export const themes = ['dark', 'light'] as const

/** Shows the window in a theme, and waits until nothing fades any more. */
async function showTheme(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.evaluate((next) => window.circumplex.call('settings.set', { theme: next }), theme)
  await expect(page.locator(`.v-application.v-theme--${theme}`)).toBeVisible()
  await page.evaluate(() => {
    const passing = document.getAnimations().filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
    return Promise.allSettled(passing.map((animation) => animation.finished)).then(() => undefined)
  })
}

/** Takes the view in both themes, for people to judge; the folder is not committed. */
export async function takeBothThemes(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const theme of themes) {
    await showTheme(page, theme)
    await page.screenshot({ path: `${folder}${name}-${theme}.png` })
  }
}

/** Takes what is shown in both themes, and expects that it breaks no rule of accessibility in either; themes differ in colours alone. */
export async function lookAt(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const [index, theme] of themes.entries()) {
    await showTheme(page, theme)
    await page.screenshot({ path: `${folder}${name}-${theme}.png` })
    expect(await accessibilityViolations(page, index === 0 ? [] : ['color-contrast']), `${name}, ${theme}`).toEqual([])
  }
}
