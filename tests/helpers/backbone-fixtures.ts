import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const path = join(import.meta.dirname, '../fixtures/backbones/models.json')
const fixtures = z
  .record(z.string(), z.object({ base64: z.string(), output: z.array(z.number()).optional() }))
  .parse(JSON.parse(readFileSync(path, 'utf8')))

/** An ONNX file of tests/fixtures/backbones/make_models.py, and what it gives where that is known. */
export function backboneFixture(name: string): { bytes: Uint8Array; output: number[] | undefined } {
  const found = fixtures[name]
  if (!found) throw new Error(`There is no fixture ${name}.`)
  return { bytes: Buffer.from(found.base64, 'base64'), output: found.output }
}
