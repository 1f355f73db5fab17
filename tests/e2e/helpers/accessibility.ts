import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeViolation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

/**
 * Rules of axe-core that the page breaks now, each with the first element that breaks it; tests want none.
 * @param rules only these: all rules cost a second or more
 */
export async function accessibilityViolations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run(context: unknown, options: object): Promise<{ violations: AxeViolation[] }> } }
    // Vuetify keeps closed tooltips as empty elements that nobody can meet.
    const options = only.length > 0 ? { runOnly: only } : {}
    return (await axe.run({ exclude: ['.v-tooltip:not(.v-overlay--active)'] }, options)).violations
  }, rules)
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} (${nodes.length} elements)`)
}
