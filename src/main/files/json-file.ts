import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { writeFileAtomicallySync } from './write-atomically'

/**
 * Reads a small JSON file.
 * @param fallback given when the file is missing or does not fit the schema (a settings file must never stop the program)
 */
export function readJsonFile<Schema extends z.ZodType>(path: string, schema: Schema, fallback: z.infer<Schema>): z.infer<Schema> {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : fallback
  } catch {
    return fallback
  }
}

/** Writes a small JSON file, whole or not at all. */
export function writeJsonFile(path: string, value: unknown): void {
  writeFileAtomicallySync(path, `${JSON.stringify(value, null, 2)}\n`)
}
