import { type CarriedTag, suggestWords, type TagSuggestion } from '@shared/domain/suggestions/suggest-words'
import type { ServiceContext } from '../service-context'
import type { LibraryDatabase } from '../store/library'
import { readTagMapping } from '../store/tag-mapping'
import { eachTrackTag, tagsWithIds } from '../store/tags'
import { stemOf } from '../text/porter-stemmer'

/** Rarer tags of a large library are not looked at: each is carried by few tracks, and together they would take long. */
const mostTags = 20_000

/** Suggests a word for each unmapped tag of the library that one may be meant by; the tags that most tracks carry first. */
export function suggestMapping(context: ServiceContext): TagSuggestion[] {
  const { database } = context.library()
  const { tags, tracksOfWord, trackCount } = carriedTags(database)
  return suggestWords(tags, { mapping: readTagMapping(database), stemOf, tracksOfWord, trackCount })
}

interface CarriedTags {
  readonly tags: CarriedTag[]
  readonly tracksOfWord: Map<string, number>
  readonly trackCount: number
}

/** The commonest tags that stand for no word, with the words that their tracks carry. */
function carriedTags(database: LibraryDatabase): CarriedTags {
  const all = tagsWithIds(database)
  const wordOfTag = new Map(all.flatMap(({ id, word }) => (word === null ? [] : [[id, word] as const])))
  const unmapped = all.filter(({ word, tracks }) => word === null && tracks > 0).slice(0, mostTags)
  const together = new Map(unmapped.map(({ id }) => [id, new Map<string, number>()]))
  const tracksOfWord = new Map<string, number>()
  let trackCount = 0
  eachTrack(database, (tagIds) => {
    const words = new Set(tagIds.flatMap((id) => wordOfTag.get(id) ?? []))
    trackCount += 1
    for (const word of words) addOne(tracksOfWord, word)
    for (const id of tagIds) {
      const counts = together.get(id)
      if (counts) for (const word of words) addOne(counts, word)
    }
  })
  const tags = unmapped.map(({ id, tag, tracks, count }) => ({
    tag,
    tracks,
    count,
    tracksWithWord: together.get(id) ?? new Map<string, number>(),
  }))
  return { tags, tracksOfWord, trackCount }
}

const addOne = (counts: Map<string, number>, word: string): void => void counts.set(word, (counts.get(word) ?? 0) + 1)

/** Visits the tags of one track after the other; a tag with a count of 0 does not stand on the track. */
function eachTrack(database: LibraryDatabase, visit: (tagIds: readonly number[]) => void): void {
  let tagIds: number[] = []
  let present = 0
  const closeTrack = (): void => {
    if (tagIds.length > 0) visit(tagIds)
    tagIds = []
  }
  eachTrackTag(database, (trackId, tagId, count) => {
    if (trackId !== present) closeTrack()
    present = trackId
    if (count > 0) tagIds.push(tagId)
  })
  closeTrack()
}
