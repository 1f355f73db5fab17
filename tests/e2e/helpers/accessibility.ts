import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeViolation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

/** Rules of axe-core that the page breaks now, each with the first element that breaks it; tests want none. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: unknown): Promise<{ violations: AxeViolation[] }> } }
    // Vuetify keeps closed tooltips as empty elements that nobody can meet.
    return (await axe.run({ exclude: ['.v-tooltip:not(.v-overlay--active)'] })).violations
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} (${nodes.length} elements)`)
}
