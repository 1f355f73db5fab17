import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '@main/files/json-file'
import { temporaryFolder } from '../../helpers/audio-fixtures'

const schema = z.object({ author: z.string() })
const fallback = { author: 'annotator' }

it('reads what it wrote', () => {
  const path = join(temporaryFolder(), 'settings', 'settings.json')
  writeJsonFile(path, { author: 'Zoë' })
  expect(readJsonFile(path, schema, fallback)).toEqual({ author: 'Zoë' })
  expect(readFileSync(path, 'utf8')).toBe('{\n  "author": "Zoë"\n}\n')
})

it.each(['', '{"author": ', '{"author": 5}', '[]'])('gives the fallback for a file that holds %j', (text) => {
  const path = join(temporaryFolder(), 'settings.json')
  writeFileSync(path, text)
  expect(readJsonFile(path, schema, fallback)).toEqual(fallback)
})

it('gives the fallback where there is no file', () => {
  expect(readJsonFile(join(temporaryFolder(), 'none.json'), schema, fallback)).toEqual(fallback)
})
