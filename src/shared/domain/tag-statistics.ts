import { quadrantAt } from './plane'
import type { Derivation } from './schemes/derivation'
import { publishedScheme } from './schemes/published'
import { derivationBy, type Scheme } from './schemes/scheme'
import type { TagMatrix } from './tag-matrix'

/** How a word acts on the labels; see `wordStatistics`. */
export interface WordEffect {
  readonly word: string
  readonly valence: number | null
  readonly arousal: number | null
  readonly tracks: number
  readonly mass: number
  readonly massShare: number
  readonly meanShiftValence: number
  readonly meanShiftArousal: number
  readonly flips: number
  readonly tracksWithOthers: number
  readonly alone: number
}

/**
 * How each word acts on the labels of a scheme: tracks that carry it, its share of all counts, and what leaving it out would do.
 * `meanShift…` is the mean over the tracks that carry other words too of the label with it minus the label without it; `flips` counts
 * those of them whose quadrant changes; `alone` counts tracks that carry no other word. What a minimum of mass takes away still shows.
 */
export function wordStatistics(matrix: TagMatrix, scheme: Scheme = publishedScheme): WordEffect[] {
  const parts = wordStatisticsInParts(matrix, scheme, matrix.trackIds.length)
  for (;;) {
    const { done, value } = parts.next()
    if (done) return value
  }
}

/**
 * The same in parts, between which a window can draw.
 * @param tracksOfPart ≥ 1: tracks that are read at once
 */
export function* wordStatisticsInParts(matrix: TagMatrix, scheme: Scheme, tracksOfPart: number): Generator<undefined, WordEffect[]> {
  const derivation = derivationBy(matrix, scheme)
  const sums = emptySums(matrix.words.length)
  for (let start = 0; start < matrix.trackIds.length; start += tracksOfPart) {
    if (start > 0) yield
    const end = Math.min(matrix.trackIds.length, start + tracksOfPart)
    for (let track = start; track < end; track += 1) addTrack(matrix, derivation, track, sums)
  }
  return effectsOf(matrix, sums)
}

/** Sums over tracks, [words] each. */
type WordSums = Readonly<Record<'tracks' | 'mass' | 'shiftValence' | 'shiftArousal' | 'flips' | 'alone', Float64Array>>

function emptySums(words: number): WordSums {
  const column = (): Float64Array => new Float64Array(words)
  return { tracks: column(), mass: column(), shiftValence: column(), shiftArousal: column(), flips: column(), alone: column() }
}

function add(column: Float64Array, word: number, value: number): void {
  column[word] = (column[word] ?? 0) + value
}

function addTrack({ offsets, wordIndex, counts }: TagMatrix, derivation: Derivation, track: number, sums: WordSums): void {
  const { masses, weight, valence, arousal } = derivation
  const [start, end] = [offsets[track] ?? 0, offsets[track + 1] ?? 0]
  let [all, valenceSum, arousalSum] = [0, 0, 0]
  for (let entry = start; entry < end; entry += 1) {
    const word = wordIndex[entry] ?? 0
    const own = (masses[entry] ?? 0) * (weight[word] ?? 0)
    all += own
    valenceSum += own * (valence[word] ?? 0)
    arousalSum += own * (arousal[word] ?? 0)
    add(sums.tracks, word, 1)
    add(sums.mass, word, counts[entry] ?? 0)
  }
  if (end - start === 1) return add(sums.alone, wordIndex[start] ?? 0, 1)
  for (let entry = start; entry < end; entry += 1) {
    const word = wordIndex[entry] ?? 0
    const own = (masses[entry] ?? 0) * (weight[word] ?? 0)
    const rest = all - own
    if (own === 0 || rest <= all * 1e-12) continue
    const [valenceWith, arousalWith] = [valenceSum / all, arousalSum / all]
    const valenceWithout = (valenceSum - own * (valence[word] ?? 0)) / rest
    const arousalWithout = (arousalSum - own * (arousal[word] ?? 0)) / rest
    add(sums.shiftValence, word, valenceWith - valenceWithout)
    add(sums.shiftArousal, word, arousalWith - arousalWithout)
    if (quadrantAt(valenceWith, arousalWith) !== quadrantAt(valenceWithout, arousalWithout)) add(sums.flips, word, 1)
  }
}

function effectsOf({ words }: TagMatrix, sums: WordSums): WordEffect[] {
  const total = sums.mass.reduce((sum, mass) => sum + mass, 0)
  return words.map((word, index): WordEffect => {
    const at = (column: keyof WordSums): number => sums[column][index] ?? 0
    const tracksWithOthers = at('tracks') - at('alone')
    return {
      ...word,
      tracks: at('tracks'),
      mass: at('mass'),
      massShare: total > 0 ? at('mass') / total : 0,
      meanShiftValence: at('shiftValence') / Math.max(1, tracksWithOthers),
      meanShiftArousal: at('shiftArousal') / Math.max(1, tracksWithOthers),
      flips: at('flips'),
      tracksWithOthers,
      alone: at('alone'),
    }
  })
}
