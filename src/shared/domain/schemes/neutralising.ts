import type { TagMatrix } from '../tag-matrix'
import type { SchemeModifiers } from './modifiers'
import { doubleCounts, plainReading } from './published'
import type { NamedScheme, SchemeKind } from './scheme-kind'
import { setStatistics } from './set-statistics'

/**
 * Words that say little because they stand beside everything are left out where a track has another word. A track that carries nothing
 * else keeps them: a weak witness is better than none, and `minimumMass` takes such labels away where that is wanted.
 */
export interface NeutralisingScheme extends NamedScheme<'neutralising'>, SchemeModifiers {
  readonly words: readonly string[]
}

const known = new WeakMap<TagMatrix, { readonly words: string; readonly masses: Float64Array }>()

/** What counts where words are left out: the last answer is kept, since sliders ask for the same words in every frame. */
function massesWithout(matrix: TagMatrix, words: readonly string[]): Float64Array {
  const key = JSON.stringify(words)
  const last = known.get(matrix)
  if (last?.words === key) return last.masses
  const masses = leaveOut(matrix, words)
  known.set(matrix, { words: key, masses })
  return masses
}

/** @returns [entries]: counts, 0 for the named words where the track carries another one */
function leaveOut(matrix: TagMatrix, words: readonly string[]): Float64Array {
  const isNamed = matrix.words.map(({ word }) => words.includes(word))
  const masses = doubleCounts(matrix).slice()
  for (let track = 0; track < matrix.trackIds.length; track += 1) {
    const [start, end] = [matrix.offsets[track] ?? 0, matrix.offsets[track + 1] ?? 0]
    const hasOther = matrix.wordIndex.subarray(start, end).some((word) => !isNamed[word] && matrix.words[word]?.valence !== null)
    if (!hasOther) continue
    for (let entry = start; entry < end; entry += 1) if (isNamed[matrix.wordIndex[entry] ?? 0]) masses[entry] = 0
  }
  return masses
}

/** A word on fewer tracks than this share of them cannot neutralise a set. */
const smallestTrackShare = 0.1
/** Share of a word's company that lies far from it, from which on it neutralises. */
const strangeCompanyFrom = 0.4
/** Distance on the plane from which on a word is far: a quarter of its width and more. */
const farFrom = 0.8

/**
 * Words that neutralise, the most frequent first: those that stand on a tenth of all tracks or more, and of whose company (the counts
 * of the other words on their tracks) two fifths or more lie at least 0.8 away on the plane.
 */
export function neutralisingWords(matrix: TagMatrix): string[] {
  const company = companyOf(matrix)
  const { trackShares } = setStatistics(matrix)
  return matrix.words
    .map(({ word }, index) => ({ word, share: trackShares[index] ?? 0, strange: company[index] ?? 0 }))
    .filter(({ share, strange }) => share >= smallestTrackShare && strange >= strangeCompanyFrom)
    .sort((one, other) => other.share - one.share)
    .map(({ word }) => word)
}

/** [words], in [0, 1]: how much of the counts beside a word are those of words far from it. */
function companyOf({ words, trackIds, offsets, wordIndex, counts }: TagMatrix): Float64Array {
  const [all, far] = [new Float64Array(words.length), new Float64Array(words.length)]
  const isFar = words.map((one) => words.map((other) => distance(one, other) >= farFrom))
  for (let track = 0; track < trackIds.length; track += 1) {
    const [start, end] = [offsets[track] ?? 0, offsets[track + 1] ?? 0]
    for (let entry = start; entry < end; entry += 1) {
      for (let beside = start; beside < end; beside += 1) {
        if (beside === entry) continue
        const [word, other, count] = [wordIndex[entry] ?? 0, wordIndex[beside] ?? 0, counts[beside] ?? 0]
        all[word] = (all[word] ?? 0) + count
        if (isFar[word]?.[other]) far[word] = (far[word] ?? 0) + count
      }
    }
  }
  return far.map((mass, word) => mass / Math.max(1, all[word] ?? 0))
}

type Word = TagMatrix['words'][number]

/** 0 where one of the words has no coordinates. */
function distance(one: Word, other: Word): number {
  const [valence, arousal] = [(one.valence ?? NaN) - (other.valence ?? NaN), (one.arousal ?? NaN) - (other.arousal ?? NaN)]
  const length = Math.hypot(valence, arousal)
  return Number.isNaN(length) ? 0 : length
}

export const neutralisingKind: SchemeKind<NeutralisingScheme> = {
  title: 'Neutralising words left out',
  read: (matrix, { words }) => ({ ...plainReading(matrix), masses: massesWithout(matrix, words) }),
  rename: (scheme, nameOf) => ({ ...scheme, words: [...new Set(scheme.words.map(nameOf))] }),
  words: ({ words }) => words,
  describe: ({ words }) => (words.length === 0 ? 'no word is left out' : `without ${words.join(', ')} where a track has other words`),
}
