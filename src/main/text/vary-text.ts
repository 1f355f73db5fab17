import { createRandom, mixSeed } from '@shared/domain/random'
import { replaceWithSynonyms } from './synonyms'
import type { WordLists } from './word-lists'
import type { WordNet } from './wordnet'

/** How a copy of a text differs from its original. */
export interface TextChange {
  /** Share of the words with meaning that are replaced, 0 … 1. */
  readonly synonymShare: number
  readonly reorderSentences: boolean
}

/** Notes in brackets, headings that end in a colon, words. */
const pieces = /\[[^[\]]{0,300}\]|\{[^{}]{0,300}\}|^.*:[ \t]*$|[\p{L}\p{M}'’]+/gmu
const heading = /^\s*(?:[[({].*[\])}]|.*:|repeat\b.*)\s*$/iu

/**
 * A copy of a text with some words replaced by synonyms and, when asked for, its sentences or lines in another order. Headings,
 * marks, empty lines and layout stay.
 * @param seed the same one gives the same copy
 */
export function varyText(
  text: string,
  { synonymShare, reorderSentences: reorder }: TextChange,
  seed: number,
  lists: WordLists,
  wordnet: WordNet,
): string {
  const replaced = withSynonyms(text, { share: synonymShare, seed: mixSeed(seed, 1) }, lists, wordnet)
  return reorder ? reorderSentences(replaced, mixSeed(seed, 2)) : replaced
}

/**
 * Puts the sentences of a text, or its lines where these end earlier, into another order. Headings and empty lines stay where they are.
 * @param seed the same one gives the same order
 */
export function reorderSentences(text: string, seed: number): string {
  const parts = text.split(/(\r?\n|(?<=[.!?])[ \t]+)/u)
  const movable = parts.flatMap((part, index) => (part.trim() === '' || heading.test(part) ? [] : [index]))
  const order = createRandom(seed).shuffle(movable)
  const reordered = [...parts]
  movable.forEach((target, index) => {
    reordered[target] = parts[order[index] ?? target] ?? ''
  })
  return reordered.join('')
}

function withSynonyms(
  text: string,
  settings: { share: number; seed: number },
  { stopWords, slang, marks }: WordLists,
  wordnet: WordNet,
): string {
  const kept = new Set([...stopWords, ...slang, ...Object.values(marks.parts).flat(), ...marks.repeat])
  const counts = (piece: string): boolean => /^\p{L}{2,}$/u.test(piece) && !kept.has(piece.toLowerCase())
  const words = (text.match(pieces) ?? []).filter(counts)
  const replaced = replaceWithSynonyms(
    words.map((word) => word.toLowerCase()),
    settings,
    wordnet,
  )
  let at = 0
  return text.replace(pieces, (piece) => {
    if (!counts(piece)) return piece
    const word = replaced[at] ?? piece
    at += 1
    return word === piece.toLowerCase() ? piece : inCaseOf(piece, word)
  })
}

/** Begins with a capital where the original did. */
function inCaseOf(original: string, word: string): string {
  return /^\p{Lu}/u.test(original) ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
