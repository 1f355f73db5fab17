import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

const folder = fileURLToPath(new URL('../../../screenshots/', import.meta.url))

/** Takes the view in both themes, for people to judge; the folder is not committed. */
export async function takeBothThemes(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const theme of ['dark', 'light'] as const) {
    await page.evaluate((next) => window.circumplex.call('settings.set', { theme: next }), theme)
    await page.waitForTimeout(400)
    await page.screenshot({ path: `${folder}${name}-${theme}.png` })
  }
}
