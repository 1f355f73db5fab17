import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fail } from '@shared/domain/failure'

const words = z.array(z.string().min(1))
const shortFormsSchema = z.object({ words: z.record(z.string(), z.string()), endings: z.record(z.string(), z.string()) })
const marksSchema = z.object({ parts: z.object({ verse: words, chorus: words, other: words }), repeat: words, notSung: words })
const listSchema = z.object({ words })

/** The words that cleaning goes by; shipped in `resources/text`. */
export interface WordLists {
  readonly shortForms: z.infer<typeof shortFormsSchema>
  readonly marks: z.infer<typeof marksSchema>
  readonly stopWords: ReadonlySet<string>
  /** Words that are kept though they look like none. */
  readonly slang: ReadonlySet<string>
}

/**
 * Reads the word lists that ship with the program.
 * @param resourcesDirectory folder of what ships with the program
 * @throws Failure `file-invalid` when a list is missing or damaged
 */
export function readWordLists(resourcesDirectory: string): WordLists {
  const read = <Value>(name: string, schema: z.ZodType<Value>): Value => readList(join(resourcesDirectory, 'text', name), schema)
  return {
    shortForms: read('short-forms.json', shortFormsSchema),
    marks: read('marks.json', marksSchema),
    stopWords: new Set(read('stop-words.json', listSchema).words),
    slang: new Set(read('slang.json', listSchema).words),
  }
}

function readList<Value>(path: string, schema: z.ZodType<Value>): Value {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return fail('file-invalid', `The word list ${path} cannot be read.`, 'Install Circumplex again.')
  }
}
