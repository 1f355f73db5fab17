import type { TrackDetails } from '@shared/contract/tracks'
import type { PlanePoint } from '@shared/domain/plane'
import type { PlaneArrow } from '../charts/plane-types'

type Word = TrackDetails['words'][number]

const widest = 5
const smallestShare = 0.03

/** A word that pulls a track's label, with its share of the track's counts. */
export interface Pull {
  readonly word: string
  readonly count: number
  /** 0…1 among the words that are on; 0 for one that is off or has no coordinates. */
  readonly share: number
  readonly point: PlanePoint | null
}

/**
 * How strongly each word of a track pulls.
 * @param off words that are left out for now
 * @returns heaviest first
 */
export function pullsOf(words: readonly Word[], off: ReadonlySet<string>): Pull[] {
  const counts = (word: Word): number => (word.valence === null || word.arousal === null || off.has(word.word) ? 0 : word.count)
  const total = words.reduce((sum, word) => sum + counts(word), 0)
  return words
    .map((word) => ({
      word: word.word,
      count: word.count,
      share: total > 0 ? counts(word) / total : 0,
      point: word.valence === null || word.arousal === null ? null : { valence: word.valence, arousal: word.arousal },
    }))
    .sort((one, other) => other.count - one.count)
}

/** Where the pulls meet: the mean of the words' coordinates, weighted by share; null when nothing pulls. */
export function meetingPoint(pulls: readonly Pull[]): PlanePoint | null {
  if (pulls.every(({ share }) => share === 0)) return null
  const sum = (value: (point: PlanePoint) => number): number =>
    pulls.reduce((total, { share, point }) => total + (point ? share * value(point) : 0), 0)
  return { valence: sum((point) => point.valence), arousal: sum((point) => point.arousal) }
}

/** An arrow from each word that matters to where the pulls meet; wider where the word pulls more. */
export function pullArrows(pulls: readonly Pull[]): PlaneArrow[] {
  const to = meetingPoint(pulls)
  if (!to) return []
  return pulls.flatMap(({ word, share, point }) =>
    point && share >= smallestShare ? [{ name: word, from: point, to, width: 0.8 + share * widest }] : [],
  )
}
