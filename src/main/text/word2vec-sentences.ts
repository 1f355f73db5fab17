import { closeSync, openSync, readSync } from 'node:fs'
import { sentenceSchema } from '@shared/contract/workers/word2vec'
import { fail } from '@shared/domain/failure'

const chunkBytes = 1 << 20

/**
 * Reads a file of JSON lines, each the tokens of one text, without holding it in memory.
 * @throws Failure `file-invalid` that names the line which is no list of tokens
 */
export function* readSentences(path: string): Generator<string[], void> {
  let number = 0
  for (const line of readLines(path)) {
    number += 1
    if (line === '') continue
    const parsed = sentenceSchema.safeParse(parseLine(line))
    if (!parsed.success)
      return fail(
        'file-invalid',
        `Line ${number} of ${path} is no JSON list of tokens.`,
        'Write each text as one line such as ["love", "song"].',
      )
    yield parsed.data
  }
}

function* readLines(path: string): Generator<string, void> {
  const file = openSync(path, 'r')
  try {
    const [chunk, decoder] = [Buffer.alloc(chunkBytes), new TextDecoder()]
    let rest = ''
    for (let count = readSync(file, chunk); count > 0; count = readSync(file, chunk)) {
      const lines = (rest + decoder.decode(chunk.subarray(0, count), { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    yield rest
  } finally {
    closeSync(file)
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
