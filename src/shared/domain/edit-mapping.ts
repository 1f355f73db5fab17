import { fail } from './failure'
import { cycleOf, type MappedTag, presentWords, type TagMapping, type WordChange } from './word-mapping'

/** Whether a word exists beside those of the mapping, as the words of the lexicon in use do. */
export type IsKnownWord = (word: string) => boolean

/** Maps raw tags to words by hand, or excludes them (null); what stood for them before is replaced. */
export function mapTagsByHand(mapping: TagMapping, tags: readonly MappedTag[]): TagMapping {
  const all = new Map([...mapping.tags, ...tags].map((mapped) => [mapped.tag, mapped]))
  return { ...mapping, tags: [...all.values()].sort((one, other) => compareText(one.tag, other.tag)) }
}

/** Leaves raw tags to the stems again. */
export function unmapTags(mapping: TagMapping, tags: readonly string[]): TagMapping {
  const gone = new Set(tags)
  return { ...mapping, tags: mapping.tags.filter(({ tag }) => !gone.has(tag)) }
}

/**
 * The tags of one word count for another from now on.
 * @throws Failure `invalid-argument` for a word that was merged or renamed before
 */
export function mergeWords(mapping: TagMapping, word: string, into: string): TagMapping {
  requirePresent(mapping, word)
  return withWords(mapping, [{ word, into, change: 'merge' }])
}

/**
 * Calls a word by another name. What led to the old name leads to the new one, so that renaming twice leaves one change, which
 * remembers the name in between; the first name of a word given back leaves none.
 * @throws Failure `invalid-argument` for a word that was merged or renamed before
 */
export function renameWord(mapping: TagMapping, word: string, name: string): TagMapping {
  requirePresent(mapping, word)
  const led = mapping.words.map((change) => withoutEarlier(change.into === word ? ledTo(change, name) : change, name))
  const isFirst = !mapping.words.some(({ change, into }) => change === 'rename' && into === word)
  return {
    ...mapping,
    tags: mapping.tags.map((mapped) => (mapped.word === word ? { ...mapped, word: name } : mapped)),
    words: withWords({ ...mapping, words: led }, isFirst ? [{ word, into: name, change: 'rename' }] : []).words.filter(
      (change) => change.word !== change.into,
    ),
  }
}

/** A change that leads to the new name of its word; a new name remembers the one before. */
function ledTo(change: WordChange, name: string): WordChange {
  return change.change === 'merge'
    ? { ...change, into: name }
    : { ...change, into: name, earlier: [...(change.earlier ?? []), change.into] }
}

/** A name that is given again no longer means the word that had it in between. */
function withoutEarlier(change: WordChange, name: string): WordChange {
  if (!change.earlier?.includes(name)) return change
  const { earlier, ...rest } = change
  const left = earlier.filter((other) => other !== name)
  return left.length > 0 ? { ...rest, earlier: left } : rest
}

/** Takes back a merge or a new name; the argument may be the word that is gone or the name that it was given. */
export function restoreWord(mapping: TagMapping, word: string): TagMapping {
  const own = mapping.words.find((change) => change.word === word)
  if (own) return restored(mapping, own)
  const renamed = mapping.words.find((change) => change.change === 'rename' && change.into === word)
  return renamed ? restored(mapping, renamed) : mapping
}

/** Adds what another mapping says to this one; where both speak of a tag or a word, the other wins. */
export function joinMappings(mapping: TagMapping, other: TagMapping): TagMapping {
  return { ...withWords(mapTagsByHand(mapping, other.tags), other.words), stems: other.stems }
}

/**
 * Checks a mapping as a whole.
 * @param isKnown words beside those of the mapping that tags may be mapped to
 * @throws Failure `invalid-argument` for a cycle, for a name given to two words or belonging to another, and for unknown words
 */
export function checkMapping(mapping: TagMapping, isKnown: IsKnownWord): void {
  const cycle = cycleOf(mapping.words)
  if (cycle)
    fail(
      'invalid-argument',
      `Merging and renaming words must not lead in a circle: ${cycle.join(' → ')}.`,
      'Take back one of these changes, or merge into another word.',
    )
  checkNames(mapping, isKnown)
  checkTargets(mapping, isKnown)
}

function checkNames({ stems, words }: TagMapping, isKnown: IsKnownWord): void {
  const own = new Set(stems.words.map(({ word }) => word))
  const given = new Map<string, string>()
  for (const { word, into, change } of words) {
    if (!own.has(word) && !isKnown(word) && !words.some((other) => other.change === 'rename' && other.into === word))
      fail('invalid-argument', `There is no emotion word “${word}”.`, wordsHint({ stems, words, tags: [] }))
    if (change === 'merge') continue
    const other = given.get(into) ?? (own.has(into) ? into : undefined)
    if (other !== undefined)
      fail(
        'invalid-argument',
        `“${word}” cannot be called “${into}”: that is another word already.`,
        `Merge “${word}” into “${into}” instead.`,
      )
    given.set(into, word)
  }
}

function checkTargets(mapping: TagMapping, isKnown: IsKnownWord): void {
  const present = new Set([...presentWords(mapping), ...mapping.words.map(({ word }) => word)])
  const merged = mapping.words.filter(({ change }) => change === 'merge').map(({ into }) => into)
  const mapped = mapping.tags.flatMap(({ word }) => (word === null ? [] : [word]))
  const unknown = [...new Set([...merged, ...mapped])].filter((word) => !present.has(word) && !isKnown(word))
  if (unknown.length === 0) return
  const names = unknown.slice(0, 5).map((word) => `“${word}”`)
  const more = unknown.length > names.length ? `, and ${unknown.length - names.length} more` : ''
  fail('invalid-argument', `Neither the emotion words nor the lexicon in use hold ${names.join(', ')}${more}.`, wordsHint(mapping))
}

function requirePresent({ words }: TagMapping, word: string): void {
  const own = words.find((change) => change.word === word)
  if (!own) return
  fail(
    'invalid-argument',
    `“${word}” is no word any more: it was ${own.change === 'merge' ? 'merged into' : 'renamed to'} “${own.into}”.`,
    `Take “${own.into}”, or restore “${word}” first.`,
  )
}

const wordsHint = (mapping: TagMapping): string => `Take one of: ${presentWords(mapping).join(', ')}.`

function restored(mapping: TagMapping, own: WordChange): TagMapping {
  const words = mapping.words.filter((change) => change !== own)
  if (own.change === 'merge') return { ...mapping, words }
  const back = <Target extends string | null>(target: Target): Target | string => (target === own.into ? own.word : target)
  return {
    ...mapping,
    tags: mapping.tags.map(({ tag, word }) => ({ tag, word: back(word) })),
    words: words.map((change) => ({ ...change, word: back(change.word), into: back(change.into) })),
  }
}

function withWords(mapping: TagMapping, words: readonly WordChange[]): TagMapping {
  const all = new Map([...mapping.words, ...words].map((change) => [change.word, change]))
  return { ...mapping, words: [...all.values()].sort((one, other) => compareText(one.word, other.word)) }
}

/** By code units, so that the order is the same everywhere. */
function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
