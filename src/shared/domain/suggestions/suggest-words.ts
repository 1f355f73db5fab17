import { hasNegation, tagMapper, tagTokens } from '../tag-mapping'
import { mapperOf, type TagMapping } from '../word-mapping'
import { byCompany, type LibraryWords } from './by-company'
import { formFinder } from './by-form'
import type { FoundWord } from './found-word'
import { knownForms } from './known-forms'

/** A raw tag with how many tracks carry it, the sum of its counts, and how many of these tracks carry each emotion word. */
export interface CarriedTag {
  readonly tag: string
  readonly tracks: number
  readonly count: number
  readonly tracksWithWord: ReadonlyMap<string, number>
}

/** The word that an unmapped tag may stand for. */
export interface TagSuggestion extends FoundWord {
  readonly tag: string
  readonly tracks: number
  readonly count: number
}

/** What suggestions need beside the tags. */
export interface SuggestionSource extends LibraryWords {
  readonly mapping: TagMapping
  /** Porter's stem of a token. */
  readonly stemOf: (token: string) => string
}

/**
 * Suggests an emotion word for tags that none takes. Tags that were mapped or excluded by hand get no suggestion, nor do those that the
 * stems ignore or that negate a word, such as "not happy".
 * @param tags in any order; each once
 * @returns the tags that most tracks carry first, of equal ones by name; one suggestion a tag, the strongest
 */
export function suggestWords(tags: readonly CarriedTag[], source: SuggestionSource): TagSuggestion[] {
  const { mapping } = source
  const mapped = mapperOf(mapping)
  const byHand = new Set(mapping.tags.map(({ tag }) => tag))
  const withoutIgnored = tagMapper({ ...mapping.stems, ignored: [] })
  const byForm = formFinder(knownForms(mapping), source.stemOf)
  return tags
    .filter(({ tag, tracks }) => tracks > 0 && !byHand.has(tag) && mapped(tag) === null)
    .flatMap(({ tag, tracks, count, tracksWithWord }) => {
      const tokens = tagTokens(tag)
      // The stems know such a tag and leave it alone: a negated word, or a name that only looks emotional.
      if (hasNegation(tokens) || withoutIgnored(tag) !== null) return []
      const found = strongest([...byForm(tokens), ...byCompany(tracks, tracksWithWord, source)])
      return found ? [{ tag, tracks, count, ...found }] : []
    })
    .sort((one, other) => other.tracks - one.tracks || (one.tag < other.tag ? -1 : 1))
}

/** Weaker suggestions are more often wrong than right. */
const weakest = 0.3

/** The strongest of suggestions, of equal ones the first. */
function strongest(found: readonly FoundWord[]): FoundWord | null {
  const best = found.reduce<FoundWord | null>((own, next) => (own === null || next.strength > own.strength ? next : own), null)
  return best !== null && best.strength >= weakest ? best : null
}
