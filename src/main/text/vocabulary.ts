import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Coverage } from '@shared/contract/embeddings'
import { fail } from '@shared/domain/failure'
import { tokensPerText } from '@shared/domain/modality'
import { writeJsonFile } from '../files/json-file'
import { paddingId } from './constants'
import type { TokenExtras } from './tokenise'

/** The words that have an id. Id 0 is padding; the word at index i has id i + 1. */
export interface Vocabulary {
  /** By falling count, equal counts by code point. */
  readonly words: readonly string[]
  /** How often each word occurs in the texts. */
  readonly counts: readonly number[]
  readonly ids: ReadonlyMap<string, number>
  /** SHA-256 of the words in their order, in hexadecimal digits. */
  readonly digest: string
  /** How tokens must be made for these words. */
  readonly extras: TokenExtras
}

const extrasSchema = z.object({ partOfSpeech: z.boolean().optional(), structure: z.boolean().optional() })
const fileSchema = z.object({
  format: z.literal('circumplex-vocabulary'),
  digest: z.string(),
  extras: extrasSchema.default({}),
  words: z.array(z.string().min(1)),
  counts: z.array(z.number().int().nonnegative()),
})

/**
 * Collects the words of texts.
 * @param texts token lists; passed through once
 * @param minCount words that occur less often are left out
 * @param extras how the tokens were made
 */
export function buildVocabulary(texts: Iterable<readonly string[]>, minCount = 1, extras: TokenExtras = {}): Vocabulary {
  const counts = new Map<string, number>()
  for (const tokens of texts) for (const token of tokens) if (token !== '') counts.set(token, (counts.get(token) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= minCount).sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
  return vocabularyOf(
    kept.map(([word]) => word),
    kept.map(([, count]) => count),
    extras,
  )
}

/** A vocabulary of words in a given order. */
export function vocabularyOf(
  words: readonly string[],
  counts: readonly number[],
  { partOfSpeech, structure }: TokenExtras = {},
): Vocabulary {
  const extras = { ...(partOfSpeech && { partOfSpeech }), ...(structure && { structure }) }
  return {
    words,
    extras,
    counts,
    ids: new Map(words.map((word, index) => [word, index + 1])),
    digest: createHash('sha256').update(words.join('\n')).digest('hex'),
  }
}

/**
 * A text as a network reads it. Words without an id are left out, so that the others move up.
 * @param tokens stems
 * @returns Int32Array, shape [500]: ids, padded with 0; what goes beyond 500 is cut
 */
export function encodeTokens(tokens: readonly string[], { ids }: Pick<Vocabulary, 'ids'>): Int32Array {
  const encoded = new Int32Array(tokensPerText).fill(paddingId)
  let at = 0
  for (const token of tokens) {
    const id = ids.get(token)
    if (id === undefined) continue
    if (at === tokensPerText) break
    encoded[at] = id
    at += 1
  }
  return encoded
}

/** How much of the texts has an id. */
export function coverageOf(texts: Iterable<readonly string[]>, { ids }: Pick<Vocabulary, 'ids'>): Coverage {
  const coverage = { texts: 0, tokens: 0, coveredTokens: 0, uncoveredTexts: 0 }
  for (const tokens of texts) {
    const covered = tokens.filter((token) => ids.has(token)).length
    coverage.texts += 1
    coverage.tokens += tokens.length
    coverage.coveredTokens += covered
    if (covered === 0) coverage.uncoveredTexts += 1
  }
  return coverage
}

/** Writes a vocabulary as JSON. */
export function writeVocabulary(path: string, { words, counts, digest, extras }: Vocabulary): void {
  writeJsonFile(path, { format: 'circumplex-vocabulary', digest, extras, words, counts })
}

/**
 * Reads what `writeVocabulary` wrote.
 * @throws Failure `file-invalid` when it is no vocabulary or its words were changed
 */
export function readVocabulary(path: string): Vocabulary {
  const parsed = fileSchema.safeParse(readJson(path))
  const invalid = (why: string): never => fail('file-invalid', `${path} is no sound vocabulary: ${why}.`, 'Make the word vectors again.')
  if (!parsed.success) return invalid('words, counts or digest are missing')
  const { words, counts, digest, extras } = parsed.data
  const vocabulary = vocabularyOf(words, counts, extras)
  if (words.length !== counts.length || vocabulary.ids.size !== words.length) return invalid('its words and counts do not fit each other')
  return vocabulary.digest === digest ? vocabulary : invalid('its words do not fit its digest')
}

function readJson(path: string): unknown {
  const text = readFileSync(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
