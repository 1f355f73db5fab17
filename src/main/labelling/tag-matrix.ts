import { rankOfSource, type WordCoordinates } from '@shared/domain/label'
import { notFixed, type TagMatrix } from '@shared/domain/tag-matrix'
import { presentSourceLabels } from '../store/comments-labels'
import { activeLexicon, coordinatesOf } from '../store/lexicons'
import type { LibraryDatabase } from '../store/library'
import { fixedLabels } from '../store/labels'
import { renamedWords } from '../store/tag-mapping'
import { countTrackTags, eachTrackTag, emotionTags, wordsInUse } from '../store/tags'

type Entries = Pick<TagMatrix, 'trackIds' | 'offsets' | 'wordIndex' | 'counts'>

/**
 * Reads all tracks with emotion words as a sparse matrix, with the active lexicon's coordinates.
 * Tags of one word are added up; a count of 0 makes no entry.
 */
export function readTagMatrix(database: LibraryDatabase): TagMatrix {
  const names = wordsInUse(database)
  const lexicon = activeLexicon(database)
  const coordinates = lexicon ? coordinatesOf(database, lexicon.id, names) : new Map<string, WordCoordinates>()
  const renamed = new Map(renamedWords(database).map((change) => [change.into, change]))
  const words = names.map((word) => {
    const { word: former, earlier } = renamed.get(word) ?? {}
    const { valence = null, arousal = null } = coordinates.get(word) ?? {}
    return { word, valence, arousal, ...(former !== undefined && { former }), ...(earlier && { earlier }) }
  })
  const entries = readEntries(database, names)
  return { words, ...entries, ...fixedColumns(database, entries.trackIds), ...commentsColumns(database, entries.trackIds) }
}

function readEntries(database: LibraryDatabase, names: readonly string[]): Entries {
  const indexOfWord = new Map(names.map((word, index) => [word, index]))
  const wordOfTag = new Map(emotionTags(database).map(({ id, word }) => [id, indexOfWord.get(word) ?? 0]))
  const rows = createRows(countTrackTags(database), names.length)
  eachTrackTag(database, (trackId, tagId, count) => {
    const word = wordOfTag.get(tagId)
    if (word !== undefined) rows.add(trackId, word, count)
  })
  return rows.finish()
}

/** Gathers the entries of one track after the other. */
function createRows(capacity: number, wordCount: number): { add(trackId: number, word: number, count: number): void; finish(): Entries } {
  const wordIndex = new Int32Array(capacity)
  const counts = new Float32Array(capacity)
  const sums = new Float64Array(wordCount)
  const trackIds: number[] = []
  const offsets = [0]
  let present: number | null = null
  let end = 0
  const closeTrack = (): void => {
    for (let word = 0; word < wordCount; word += 1) {
      const sum = sums[word] ?? 0
      if (sum <= 0) continue
      wordIndex[end] = word
      counts[end] = sum
      end += 1
    }
    sums.fill(0)
    if (present === null || end === offsets.at(-1)) return
    trackIds.push(present)
    offsets.push(end)
  }
  return {
    add: (trackId, word, count) => {
      if (trackId !== present) closeTrack()
      present = trackId
      sums[word] = (sums[word] ?? 0) + count
    },
    finish: () => {
      closeTrack()
      return {
        trackIds: Int32Array.from(trackIds),
        offsets: Int32Array.from(offsets),
        wordIndex: wordIndex.slice(0, end),
        counts: counts.slice(0, end),
      }
    },
  }
}

type FixedColumns = Pick<TagMatrix, 'fixedSource' | 'fixedValence' | 'fixedArousal'>

function fixedColumns(database: LibraryDatabase, trackIds: Int32Array): FixedColumns {
  const fixedSource = new Uint8Array(trackIds.length).fill(notFixed)
  const fixedValence = new Float32Array(trackIds.length).fill(NaN)
  const fixedArousal = new Float32Array(trackIds.length).fill(NaN)
  const rowOf = new Map(Array.from(trackIds, (trackId, row) => [trackId, row]))
  for (const { trackId, valence, arousal, source } of fixedLabels(database)) {
    const row = rowOf.get(trackId)
    if (row === undefined) continue
    fixedSource[row] = rankOfSource(source)
    fixedValence[row] = valence
    fixedArousal[row] = arousal
  }
  return { fixedSource, fixedValence, fixedArousal }
}

function commentsColumns(database: LibraryDatabase, trackIds: Int32Array): Pick<TagMatrix, 'commentsValence' | 'commentsArousal'> {
  const labels = presentSourceLabels(database, 'comments')
  return {
    commentsValence: Float64Array.from(trackIds, (trackId) => labels.get(trackId)?.valence ?? NaN),
    commentsArousal: Float64Array.from(trackIds, (trackId) => labels.get(trackId)?.arousal ?? NaN),
  }
}
