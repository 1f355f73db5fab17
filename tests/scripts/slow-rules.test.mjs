import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { withoutSlowRule } from '../../scripts/build/slow-rules.ts'

const vuetify = dirname(createRequire(import.meta.url).resolve('vuetify/package.json'))
const css = readFileSync(join(vuetify, 'lib', 'components', 'VNumberInput', 'VNumberInput.css'), 'utf8')

it('leaves out the one rule that looks at every element, and nothing else', () => {
  const less = withoutSlowRule(css)
  expect(less).not.toMatch(/:has\([^{}]*> \*/u)
  expect(css.split('{').length - less.split('{').length).toBe(1)
  expect([less.split('{').length, less.split('}').length]).toEqual([css.split('{').length - 1, css.split('}').length - 1])
})

it('says when there is no such rule any more', () => {
  expect(() => withoutSlowRule('.v-number-input { color: red }')).toThrow('no rule to leave out')
})
