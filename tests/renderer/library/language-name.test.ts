import { expect, it } from 'vitest'
import { languageName } from '@renderer/library/language-name'

it('names languages, and says when one is a guess', () => {
  expect(languageName({ code: 'de', reliable: true })).toBe('German')
  expect(languageName({ code: 'en', reliable: false })).toBe('English?')
  expect([languageName({ code: '', reliable: false }), languageName(null)]).toEqual(['', ''])
})
