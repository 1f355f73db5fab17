import { groupBy } from '../group-by'
import { distanceOfBeginning, editDistance } from './edit-distance'
import type { FoundWord } from './found-word'
import type { KnownForm } from './known-forms'

/** Shorter tokens are too often another word with a letter changed. */
const shortestMisspelt = 6
/** Shorter beginnings of words are too often those of others. */
const shortestPrefix = 7
/** From so many letters on two of them may be wrong. */
const longerMisspelt = 9

/**
 * Finds words for the tokens of a tag by stem and by spelling. A token that is a known form itself finds none: the stems leave it alone
 * on purpose, as "rage" in "rage metal"; nor does one that is shorter than all forms of its stem, as "live" beside "lively". A word found
 * in one of several tokens is as strong as its share of the letters.
 * @param forms in the order that settles ties
 * @param stemOf Porter's stem of a token
 * @returns remembers what it found for each token: tags of a library share most of theirs
 */
export function formFinder(forms: readonly KnownForm[], stemOf: (token: string) => string): (tokens: readonly string[]) => FoundWord[] {
  const ofToken = tokenFinder(forms, stemOf)
  const found = new Map<string, FoundWord[]>()
  const once = (token: string): FoundWord[] => {
    const own = found.get(token) ?? ofToken(token)
    found.set(token, own)
    return own
  }
  return (tokens) => {
    const letters = tokens.reduce((sum, token) => sum + token.length, 0)
    return tokens.flatMap((token) => once(token).map((own) => ({ ...own, strength: (own.strength * token.length) / letters })))
  }
}

function tokenFinder(forms: readonly KnownForm[], stemOf: (token: string) => string): (token: string) => FoundWord[] {
  const texts = new Set(forms.map(({ text }) => text))
  const shortestLast = [...forms].reverse().sort((one, other) => other.text.length - one.text.length)
  const byStem = new Map(shortestLast.map((form) => [stemOf(form.text), form]))
  const byLetter = groupBy(
    forms.filter(({ text }) => text.length >= shortestMisspelt),
    ({ text }) => text.charAt(0),
  )
  return (token) => {
    if (texts.has(token)) return []
    const own = byStem.get(stemOf(token))
    const misspelt = token.length < shortestMisspelt ? [] : (byLetter.get(token.charAt(0)) ?? [])
    return [...(own && own.text.length <= token.length ? [ofStem(token, own)] : []), ...misspelt.flatMap((form) => ofSpelling(token, form))]
  }
}

function ofStem(token: string, { text, word }: KnownForm): FoundWord {
  return { word, reason: 'stem', evidence: `“${token}” has the stem of “${text}”`, strength: 0.9 }
}

function ofSpelling(token: string, form: KnownForm): FoundWord[] {
  const { text, word, isPrefix } = form
  const limit = Math.min(token.length, text.length) >= longerMisspelt ? 2 : 1
  const isBeginning = isPrefix && text.length >= shortestPrefix
  const distance = isBeginning ? distanceOfBeginning(token, text, limit) : editDistance(token, text, limit)
  if (distance > limit) return []
  const letters = distance === 1 ? 'one letter' : `${distance} letters`
  return [
    {
      word,
      reason: 'spelling',
      evidence: `“${token}” is ${letters} away from “${text}${isPrefix ? '…' : ''}”`,
      strength: 0.9 - 0.1 * distance,
    },
  ]
}
