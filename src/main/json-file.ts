import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

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

/** Writes a small JSON file so that a crash leaves either the old or the new one. */
export function writeJsonFile(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.new`
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { flush: true })
  renameSync(temporary, path)
}
