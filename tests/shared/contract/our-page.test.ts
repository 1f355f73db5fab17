import { expect, it } from 'vitest'
import { isOurPage } from '@shared/contract/our-page'

const addresses = ['circumplex-app://window/', 'http://localhost:5173']

it.each(['circumplex-app://window/', 'circumplex-app://window/index.html#/tags', 'http://localhost:5173/'])('%s is our page', (url) => {
  expect(isOurPage(url, addresses)).toBe(true)
})

it.each([
  'circumplex-app://other/',
  'circumplex-media://window/',
  'http://localhost:51730/',
  'http://localhost:5173.example.org/',
  'https://window/',
  'about:blank',
  'file:///',
  'data:text/html,circumplex-app://window/',
  '',
])('%j is not', (url) => {
  expect(isOurPage(url, addresses)).toBe(false)
})
