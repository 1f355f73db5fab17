import type { Explanation } from '@shared/contract/explanation-channels'
import type { Waveform } from '@shared/contract/tracks'
import type { MovedWord } from '@shared/contract/workers/explanation'
import type { Move, MovedSpan } from '@shared/domain/occlusion'
import type { Scale } from '@shared/domain/plane'
import { betweenWords } from '@shared/domain/written-word'
import { formatShift } from '../ui/format'

export type MovedDimension = keyof Move

/** What was moved, on the user's scale: a word alone moves a prediction by thousandths. */
export const formatMove = (move: number, scale: Scale): string => formatShift(move, scale, 3)

/** Drawing of what the seconds moved: x in seconds of the track, y from 0 (top) to 100. */
export interface DrawnSpan extends MovedSpan {
  readonly y: number
  readonly height: number
}
const [waveMiddle, waveHalf] = [24, 22]
/** Where nothing moved: bars stand above it where a span raised the prediction, below where it lowered it. */
export const barsMiddle = 74
const barsHalf = 24
/** Columns that a waveform is drawn in. */
const columns = 600

/** The largest move of a dimension; at least a hundredth, so that nothing is not drawn large. */
export function largestMove(moves: readonly Move[], dimension: MovedDimension): number {
  return moves.reduce((most, move) => Math.max(most, Math.abs(move[dimension])), 0.01)
}

/** A bar for each span; the largest move of the dimension is as high as there is room. */
export function drawnSpans(spans: readonly MovedSpan[], dimension: MovedDimension): DrawnSpan[] {
  const largest = largestMove(spans, dimension)
  return spans.map((span) => {
    const height = (barsHalf * Math.abs(span[dimension])) / largest
    return { ...span, height, y: span[dimension] > 0 ? barsMiddle - height : barsMiddle }
  })
}

/** The waveform as an SVG path. @param pairs minimum and maximum in turn, −1…1 */
export function waveformPath({ pairs, peaksPerSecond }: Pick<Waveform, 'pairs' | 'peaksPerSecond'>): string {
  const peaks = Math.floor(pairs.length / 2)
  const perColumn = Math.max(1, Math.ceil(peaks / columns))
  const lines: string[] = []
  for (let first = 0; first < peaks; first += perColumn) {
    const part = pairs.subarray(2 * first, 2 * Math.min(peaks, first + perColumn))
    const [low, high] = [Math.min(...part), Math.max(...part)]
    const x = (first + perColumn / 2) / peaksPerSecond
    lines.push(`M${x.toFixed(2)} ${(waveMiddle - waveHalf * high).toFixed(1)}V${(waveMiddle - waveHalf * low + 0.4).toFixed(1)}`)
  }
  return lines.join('')
}

/** A piece of text; `word` is what the model reads there, or null. */
export interface MovedPiece {
  readonly text: string
  readonly word: MovedWord | null
}

/** Splits a text at the words that a model reads; the pieces together are the text. */
export function movedPieces(text: string, words: readonly MovedWord[]): MovedPiece[] {
  const wordOf = new Map(words.flatMap((word) => word.forms.map((form) => [form, word] as const)))
  return text
    .split(betweenWords)
    .map((part, index) => ({ text: part, word: index % 2 === 0 ? null : (wordOf.get(part.toLowerCase()) ?? null) }))
}

/** How strongly a move is coloured, 0…1 of the largest of its kind; what is below a twentieth is left plain. */
export function strengthOf(move: Move, dimension: MovedDimension, largest: number): number {
  const share = Math.abs(move[dimension]) / largest
  return share < 0.05 ? 0 : Math.min(1, share)
}

/** The words of one kind of text. */
export function wordsOfKind({ words }: Pick<Explanation, 'words'>, kind: MovedWord['kind']): MovedWord[] {
  return words.filter((word) => word.kind === kind)
}
