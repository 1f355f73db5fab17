import type { Plugin } from 'vite'

/** Rules of VNumberInput for fields that are both stacked and underlined, of which the window has none. */
const slow = /[^{}]*--stacked[^{}]*--variant-underlined[^{}]*:has\([^{}]*> \*:not\([^{}]*\{[^}]*\}/u

/**
 * Leaves one rule of Vuetify out of the window's styles: `… :has(…) > *:not(…)` has Chromium look at every element again whenever a text
 * anywhere in the window changes, which took 6 ms a frame of a dragged slider.
 */
export function withoutSlowRules(): Plugin {
  return {
    name: 'without-slow-rules',
    enforce: 'pre',
    transform(code: string, id: string) {
      return id.split('?')[0]?.endsWith('VNumberInput.css') ? withoutSlowRule(code) : undefined
    },
  }
}

/**
 * @param css of VNumberInput
 * @throws Error when the rule is not there: then Vuetify has changed, and this can go or has to follow
 */
export function withoutSlowRule(css: string): string {
  if (!slow.test(css)) throw new Error('VNumberInput.css has no rule to leave out: see scripts/build/slow-rules.ts.')
  return css.replace(slow, '')
}
