import { type FrozenExcerpt, middleExcerpt } from './dataset-sample'
import type { LabelPoint } from './plane'
import { createRandom, mixSeed } from './random'

/** Which excerpts of its tracks a dataset takes up. */
export type ExcerptChoice =
  | { readonly kind: 'middle' }
  | { readonly kind: 'chosen' }
  | { readonly kind: 'random'; readonly perTrack: number }
  | { readonly kind: 'steps' }
export type ExcerptChoiceKind = ExcerptChoice['kind']

/** An excerpt that was drawn on the waveform or imported; without coordinates it has no label of its own. */
export interface ChosenExcerpt {
  readonly excerptId: number
  readonly startSeconds: number
  readonly endSeconds: number
  readonly valence: number | null
  readonly arousal: number | null
}

/** A labelled track whose excerpts are to be chosen. */
export interface ExcerptTrack extends LabelPoint {
  readonly trackId: number
  /** Null: it has no audio. */
  readonly durationSeconds: number | null
  readonly chosen: readonly ChosenExcerpt[]
}

interface ChoiceSettings {
  readonly lengthSeconds: number
  readonly seed: number
}

const choosers: Readonly<{
  [Kind in ExcerptChoiceKind]: (
    track: ExcerptTrack & { readonly durationSeconds: number },
    choice: Extract<ExcerptChoice, { kind: Kind }>,
    settings: ChoiceSettings,
  ) => FrozenExcerpt[]
}> = {
  middle: (track) => [middleExcerpt(track)],
  chosen: (track) => chosenExcerpts(track),
  random: (track, { perTrack }, { lengthSeconds, seed }) => {
    const random = createRandom(mixSeed(seed, excerptStream, track.trackId))
    const room = Math.max(0, track.durationSeconds - lengthSeconds)
    const starts = Array.from({ length: perTrack }, () => random.next() * room)
    return starts.sort((a, b) => a - b).map((start) => excerptAt(track, start, lengthSeconds))
  },
  steps: (track, _choice, { lengthSeconds }) =>
    stepStarts(track.durationSeconds, lengthSeconds).map((start) => excerptAt(track, start, lengthSeconds)),
}

const excerptStream = 3

/**
 * The excerpts that a choice takes of a track. Random ones begin uniformly over all starts that leave the whole length, by rising start.
 * Chosen ones have their own label, where they have one, else the track's; their ends are cut to the track's. All others have the track's.
 * @param settings length of an excerpt in seconds; the same seed gives a track the same excerpts, whatever other tracks there are
 * @returns none for a track without a chosen excerpt, or, but for its middle, without audio
 */
export function chooseExcerpts(track: ExcerptTrack, choice: ExcerptChoice, settings: ChoiceSettings): FrozenExcerpt[] {
  const { durationSeconds } = track
  if (durationSeconds === null) return choice.kind === 'middle' ? [middleExcerpt(track)] : []
  const choose = choosers[choice.kind] as (
    track: ExcerptTrack & { readonly durationSeconds: number },
    choice: ExcerptChoice,
    settings: ChoiceSettings,
  ) => FrozenExcerpt[]
  return choose({ ...track, durationSeconds }, choice, settings)
}

/**
 * Where excerpts of a track begin that follow one another in steps, from its beginning on. A rest of at least half a step gets one more
 * that ends with the track; a shorter rest is left out. A track that is no longer than an excerpt gets one.
 * @param everySeconds from one start to the next; left out: an excerpt's length, so that they lie end to end
 * @returns seconds, rising
 */
export function stepStarts(durationSeconds: number, lengthSeconds: number, everySeconds = lengthSeconds): number[] {
  const whole = 1 + Math.max(0, Math.floor((durationSeconds - lengthSeconds) / everySeconds + 1e-9))
  const starts = Array.from({ length: whole }, (_, step) => step * everySeconds)
  const rest = durationSeconds - lengthSeconds - (whole - 1) * everySeconds
  return rest >= everySeconds / 2 ? [...starts, durationSeconds - lengthSeconds] : starts
}

/** An excerpt that the program chose, with the track's label; it ends with the track at the latest. */
export function excerptAt(
  track: LabelPoint & { readonly durationSeconds: number },
  startSeconds: number,
  lengthSeconds: number,
): FrozenExcerpt {
  return { ...middleExcerpt(track), startSeconds, endSeconds: Math.min(track.durationSeconds, startSeconds + lengthSeconds) }
}

function chosenExcerpts(track: ExcerptTrack & { readonly durationSeconds: number }): FrozenExcerpt[] {
  return track.chosen
    .filter(({ startSeconds, endSeconds }) => startSeconds < Math.min(endSeconds, track.durationSeconds))
    .map(({ excerptId, startSeconds, endSeconds, valence, arousal }) => ({
      excerptId,
      startSeconds,
      endSeconds: Math.min(endSeconds, track.durationSeconds),
      ...(valence === null && arousal === null ? { valence: track.valence, arousal: track.arousal } : { valence, arousal }),
    }))
}
