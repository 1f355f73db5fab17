import type { ExcerptRule, TimeRange } from './excerpt-rule'
import { type SampleRange, shapeOfRule } from './excerpt-shape'
import { leftPaddingSamples, sampleRate, windowSamples } from './feature-constants'
import type { Random } from './random'

/** A stretch of a track, and where an excerpt holds its samples: several times where the track is repeated or parts are left out. */
export interface Stretch extends TimeRange {
  /** By rising start, without overlaps. */
  readonly samples: readonly SampleRange[]
}

/** How much a part of a track moved a prediction: the prediction with it less the prediction without it. */
export interface Move {
  readonly valence: number
  readonly arousal: number
}
export interface MovedSpan extends TimeRange, Move {}

/** About so many seconds from one stretch to the next; a stretch is two hops long, a phrase, not a note: most seconds lie in two. */
export const hopSeconds = 1.5
/** What fills a stretch is put together from pieces of about 0.24 s, whole windows of the MFCC. */
const grainSamples = 8 * windowSamples

/** Samples of an excerpt that follow each other both there and in the track. */
interface Piece {
  /** Its first sample within the excerpt. */
  readonly at: number
  /** Its first sample after the excerpt's start in the track. */
  readonly from: number
  readonly count: number
}

/**
 * The stretches of a track that an excerpt is made of: about 3 s, one every 1.5 s; what is left out between two kept parts ends a stretch.
 * @param startSeconds where the excerpt begins in the track
 * @param heardSeconds how much of the track it takes, > 0; less than the rule's length is repeated to it
 * @returns by rising start; together they hold every sample of the excerpt
 */
export function stretchesOf(rule: ExcerptRule, startSeconds: number, heardSeconds: number): Stretch[] {
  const pieces = piecesOf(rule, Math.max(1, Math.round(heardSeconds * sampleRate)))
  return joined(pieces)
    .flatMap(cut)
    .map(({ start, end }) => ({
      startSeconds: startSeconds + start / sampleRate,
      endSeconds: startSeconds + end / sampleRate,
      samples: pieces.flatMap((piece) => within(piece, start, end)),
    }))
}

function piecesOf(rule: ExcerptRule, heardSamples: number): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of shapeOfRule(rule).kept)
    for (let position = start; position < end;) {
      const from = position % heardSamples
      const count = Math.min(end - position, heardSamples - from)
      pieces.push({ at, from, count })
      at += count
      position += count
    }
  return pieces
}

/** What the pieces cover of the track, without overlaps and seams. */
function joined(pieces: readonly Piece[]): SampleRange[] {
  const ranges: SampleRange[] = []
  for (const { from, count } of [...pieces].sort((one, other) => one.from - other.from)) {
    const last = ranges.at(-1)
    if (last && from <= last.end) ranges[ranges.length - 1] = { start: last.start, end: Math.max(last.end, from + count) }
    else ranges.push({ start: from, end: from + count })
  }
  return ranges
}

/** A whole number of hops, each a little longer or shorter than asked for; two of them are a stretch, so that no sliver is left over. */
function cut({ start, end }: SampleRange): SampleRange[] {
  const hops = Math.max(2, Math.round((end - start) / (hopSeconds * sampleRate)))
  const edge = (hop: number): number => start + Math.round(((end - start) * hop) / hops)
  return Array.from({ length: hops - 1 }, (_, hop) => ({ start: edge(hop), end: edge(hop + 2) }))
}

function within({ at, from, count }: Piece, start: number, end: number): SampleRange[] {
  const [first, last] = [Math.max(start, from), Math.min(end, from + count)]
  return first < last ? [{ start: at + first - from, end: at + last - from }] : []
}

/**
 * An excerpt without a stretch, which the rest of the excerpt fills: pieces drawn from it at random. Silence or noise there would be events
 * of their own; this sounds as the excerpt does on average, to a network and to whatever else reads the waveform.
 * @param samples of the whole excerpt; left as they are
 * @param random the same one gives the same pieces
 * @returns as many samples; the excerpt itself where the stretch is all of it
 */
export function withoutStretch(
  samples: Float32Array,
  { samples: gone }: Pick<Stretch, 'samples'>,
  random: Random,
): Float32Array<ArrayBuffer> {
  const rest = restOf(samples, gone)
  const filled = Float32Array.from(samples)
  if (rest.length === 0) return filled
  const grain = Math.min(grainSamples, rest.length)
  for (const { start, end } of gone)
    for (let at = start; at < end;) {
      const count = Math.min(end, nextSeam(at, grain)) - at
      const from = random.integer(0, rest.length - grain)
      filled.set(rest.subarray(from, from + count), at)
      at += count
    }
  return filled
}

/** @param gone by rising start, without overlaps */
function restOf(samples: Float32Array, gone: readonly SampleRange[]): Float32Array {
  const starts = [0, ...gone.map(({ end }) => end)]
  const kept = starts.map((start, index) => samples.subarray(start, gone[index]?.start ?? samples.length))
  const rest = new Float32Array(kept.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of kept) {
    rest.set(part, at)
    at += part.length
  }
  return rest
}

/** Pieces meet between two windows of the MFCC, so that no window holds a seam that nobody played. */
function nextSeam(at: number, grain: number): number {
  const later = Math.floor((at + grain + leftPaddingSamples) / windowSamples) * windowSamples - leftPaddingSamples
  return later > at ? later : at + grain
}

/**
 * How much each second moved a prediction, where stretches overlap: the mean over the stretches that hold it.
 * @param moves one for each stretch
 * @returns spans that do not overlap, by rising start; neighbours differ in the stretches that hold them
 */
export function spansOf(moves: readonly MovedSpan[]): MovedSpan[] {
  const edges = [...new Set(moves.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]))].sort((a, b) => a - b)
  return edges.slice(0, -1).flatMap((startSeconds, index) => {
    const endSeconds = edges[index + 1] ?? startSeconds
    const middle = (startSeconds + endSeconds) / 2
    const over = moves.filter((move) => move.startSeconds <= middle && middle < move.endSeconds)
    return over.length === 0 ? [] : [{ startSeconds, endSeconds, ...meanMove(over) }]
  })
}

/** @param moves at least one */
export function meanMove(moves: readonly Move[]): Move {
  const mean = (of: (move: Move) => number): number => moves.reduce((sum, move) => sum + of(move), 0) / moves.length
  return { valence: mean(({ valence }) => valence), arousal: mean(({ arousal }) => arousal) }
}

/**
 * How far chance moves the mean over draws: the standard error, as root mean square over the stretches.
 * @param draws for each stretch what each draw gave, the same number ≥ 2 of them each
 */
export function chanceOf(draws: readonly (readonly Move[])[]): Move {
  const error = (of: (move: Move) => number): number =>
    Math.sqrt(draws.reduce((sum, own) => sum + errorSquared(own.map(of)), 0) / draws.length)
  return { valence: error(({ valence }) => valence), arousal: error(({ arousal }) => arousal) }
}

function errorSquared(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / values.length
}
