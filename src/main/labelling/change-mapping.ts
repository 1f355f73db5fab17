import type { ChannelResult } from '@shared/contract/channels'
import { type IsKnownWord, checkMapping, mapTagsByHand, mergeWords, renameWord, restoreWord, unmapTags } from '@shared/domain/edit-mapping'
import { fail } from '@shared/domain/failure'
import { editDistance } from '@shared/domain/suggestions/edit-distance'
import type { EmotionStems } from '@shared/domain/tag-mapping'
import type { MappedTag, TagMapping } from '@shared/domain/word-mapping'
import type { ServiceContext } from '../service-context'
import type { LibraryDatabase } from '../store/library'
import { lexiconHolds, readTagMapping, replaceTagMapping, tagsNamed } from '../store/tag-mapping'
import { tagStatistics } from '../store/tags'
import { recordChange } from '../undo-of-library'

export type Remapped = ChannelResult<'tags.map'>

/**
 * Changes how raw tags become words: checks the whole, stores it and maps every tag anew, in one transaction. Can be undone. Labels stay
 * until they are derived anew.
 * @param edit makes the new mapping of the present one; one that changes nothing is not recorded
 * @throws Failure as `checkMapping`; then nothing is changed
 */
export function changeMapping(context: ServiceContext, title: string, edit: (mapping: TagMapping) => TagMapping): Remapped {
  const { database } = context.library()
  const before = readTagMapping(database)
  const after = edit(before)
  checkMapping(after, knownIn(database))
  if (JSON.stringify(after) === JSON.stringify(before)) return { remappedTags: 0 }
  const remappedTags = replaceTagMapping(database, after)
  recordChange(context, ['tags', 'tracks'], {
    title,
    undo: () => void replaceTagMapping(database, before),
    redo: () => void replaceTagMapping(database, after),
  })
  return { remappedTags }
}

const knownIn =
  (database: LibraryDatabase): IsKnownWord =>
  (word) =>
    lexiconHolds(database, word)

/** Replaces the stems of the words; tags that only look emotional stay ignored. @throws Failure as `changeMapping` */
export function changeStems(context: ServiceContext, words: EmotionStems['words']): Remapped {
  return changeMapping(context, 'Stems of emotion words changed', (mapping) => ({ ...mapping, stems: { ...mapping.stems, words } }))
}

/**
 * Maps raw tags to a word, or excludes them (null).
 * @throws Failure `not-found` for a tag that the library does not hold, `invalid-argument` for an unknown word
 */
export function mapTags(context: ServiceContext, tags: readonly string[], word: string | null): Remapped {
  requireTags(context.library().database, tags)
  return changeMapping(context, `${subject(tags)} ${word === null ? 'excluded' : `mapped to ${word}`}`, (mapping) =>
    mapTagsByHand(
      mapping,
      tags.map((tag) => ({ tag, word })),
    ),
  )
}

/** Maps each of several raw tags to a word of its own, as one change. @throws Failure as `mapTags` */
export function mapEachTag(context: ServiceContext, mapped: readonly MappedTag[]): Remapped {
  const tags = mapped.map(({ tag }) => tag)
  requireTags(context.library().database, tags)
  return changeMapping(context, `${subject(tags)} mapped`, (mapping) => mapTagsByHand(mapping, mapped))
}

/** Leaves raw tags to the stems again. @throws Failure `nothing-to-do` when none of them is mapped by hand */
export function unmap(context: ServiceContext, tags: readonly string[]): Remapped {
  const wanted = new Set(tags)
  const own = readTagMapping(context.library().database)
    .tags.map(({ tag }) => tag)
    .filter((tag) => wanted.has(tag))
  if (own.length === 0)
    fail('nothing-to-do', `${subject(tags)}: not mapped by hand.`, 'Only tags that were mapped or excluded by hand can be unmapped.')
  return changeMapping(context, `${subject(own)} left to the stems again`, (mapping) => unmapTags(mapping, own))
}

/** The tags of one word count for another. @throws Failure `invalid-argument` for unknown words, a word that is gone, or a cycle */
export function mergeWord(context: ServiceContext, { word, into }: { word: string; into: string }): Remapped {
  return changeMapping(context, `“${word}” merged into “${into}”`, (mapping) => mergeWords(mapping, word, into))
}

/** Calls a word by a new name; it keeps its coordinates where the lexicon lacks the name. @throws Failure as `checkMapping` */
export function nameWord(context: ServiceContext, { word, name }: { word: string; name: string }): Remapped {
  return changeMapping(context, `“${word}” renamed to “${name}”`, (mapping) => renameWord(mapping, word, name))
}

/** Takes back a merge or a new name. @throws Failure `nothing-to-do` when the word is neither merged nor renamed */
export function restore(context: ServiceContext, word: string): Remapped {
  const { words } = readTagMapping(context.library().database)
  if (!words.some((change) => change.word === word || (change.change === 'rename' && change.into === word)))
    fail('nothing-to-do', `“${word}” was neither merged nor renamed.`, 'List the mapping to see what was.')
  return changeMapping(context, `“${word}” restored`, (mapping) => restoreWord(mapping, word))
}

const subject = (tags: readonly string[]): string =>
  tags.length === 1 ? `Tag “${tags[0] ?? ''}”` : `${tags.length.toLocaleString('en')} tags`

function requireTags(database: LibraryDatabase, tags: readonly string[]): void {
  const known = new Set(tagsNamed(database, tags))
  const missing = tags.find((tag) => !known.has(tag))
  if (missing === undefined) return
  const near = nearTags(database, missing)
  fail(
    'not-found',
    `No track carries the tag “${missing}”; nothing was changed.`,
    near.length > 0
      ? `Tags are written as they were imported. Did you mean ${near.join(', ')}?`
      : 'Tags are written as they were imported.',
  )
}

/** Up to three tags that differ in case, or by two letters at most; the commonest first. */
function nearTags(database: LibraryDatabase, wanted: string): string[] {
  const own = wanted.toLowerCase()
  return tagStatistics(database)
    .filter(({ tag }) => editDistance(tag.toLowerCase(), own, 2) <= 2)
    .slice(0, 3)
    .map(({ tag }) => `“${tag}”`)
}
