import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { textKindSchema } from '@shared/contract/common'
import { tokenise } from '@main/text/tokenise'
import { readWordLists } from '@main/text/word-lists'

const fixtures = join(import.meta.dirname, '../../fixtures/text')
const read = <Value>(name: string, schema: z.ZodType<Value>): Value => schema.parse(JSON.parse(readFileSync(join(fixtures, name), 'utf8')))
const texts = read('token-texts.json', z.array(z.object({ name: z.string(), kind: textKindSchema, text: z.string() })))
const golden = read('token-golden.json', z.record(z.string(), z.array(z.string())))
const lists = readWordLists(join(import.meta.dirname, '../../../resources'))

it('has a golden list for every text', () => {
  expect(Object.keys(golden)).toEqual(texts.map(({ name }) => name))
  expect(texts.length).toBeGreaterThanOrEqual(20)
})

it.each(texts)('cuts the tokens that NLTK and the rules of the study give: $name', ({ name, kind, text }) => {
  expect(tokenise(text, kind, lists)).toEqual(golden[name])
})
