import type { ChannelResult } from '@shared/contract/channels'

type RawTag = ChannelResult<'tags.raw'>[number]
type Suggestion = ChannelResult<'tags.suggest'>[number]
type MappedTag = ChannelResult<'tags.mapping'>['tags'][number]

/** `unmapped`: no stem takes the tag, and nobody decided about it; `stems`, `hand`: by what it stands for its word. */
export type TagState = 'unmapped' | 'stems' | 'hand' | 'excluded'

/** A raw tag as the list shows it. */
export interface RawTagRow extends RawTag {
  readonly state: TagState
  /** For unmapped tags only. */
  readonly suggestion: Suggestion | null
}

/** Which tags the list shows, each with its name. */
export const tagChoices = [
  { value: 'all', title: 'All tags, unmapped first' },
  { value: 'unmapped', title: 'Unmapped' },
  { value: 'suggested', title: 'With a suggestion' },
  { value: 'mapped', title: 'Mapped to a word' },
  { value: 'hand', title: 'Mapped or excluded by hand' },
] as const
export type TagChoice = (typeof tagChoices)[number]['value']

/** Every raw tag with how it got its word and what is suggested for it: unmapped ones first, then by tracks, by counts, by name. */
export function rawTagRows(tags: readonly RawTag[], mapped: readonly MappedTag[], suggestions: readonly Suggestion[]): RawTagRow[] {
  const byHand = new Map(mapped.map(({ tag, word }) => [tag, word]))
  const suggested = new Map(suggestions.map((suggestion) => [suggestion.tag, suggestion]))
  const rows = tags.map((tag): RawTagRow => {
    const state = stateOf(tag, byHand)
    return { ...tag, state, suggestion: state === 'unmapped' ? (suggested.get(tag.tag) ?? null) : null }
  })
  return rows.sort(
    (one, other) =>
      Number(one.state !== 'unmapped') - Number(other.state !== 'unmapped') ||
      other.tracks - one.tracks ||
      other.count - one.count ||
      (one.tag < other.tag ? -1 : 1),
  )
}

function stateOf({ tag, word }: RawTag, byHand: ReadonlyMap<string, string | null>): TagState {
  const own = byHand.get(tag)
  if (own === undefined) return word === null ? 'unmapped' : 'stems'
  return own === null ? 'excluded' : 'hand'
}

const isOfChoice: Readonly<Record<TagChoice, (row: RawTagRow) => boolean>> = {
  all: () => true,
  unmapped: ({ state }) => state === 'unmapped',
  suggested: ({ suggestion }) => suggestion !== null,
  mapped: ({ word }) => word !== null,
  hand: ({ state }) => state === 'hand' || state === 'excluded',
}

/** The rows of a choice that contain a text, in the tag, its word or the word suggested for it. */
export function chooseRows(rows: readonly RawTagRow[], choice: TagChoice, search: string): RawTagRow[] {
  const wanted = search.trim().toLowerCase()
  return rows.filter(
    (row) =>
      isOfChoice[choice](row) &&
      (wanted === '' || `${row.tag} ${row.word ?? ''} ${row.suggestion?.word ?? ''}`.toLowerCase().includes(wanted)),
  )
}
