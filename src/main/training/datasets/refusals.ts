import type { DatasetSettings } from '@shared/contract/datasets'
import { describeExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { Failure } from '@shared/domain/failure'
import { describeModality } from '@shared/domain/modality'
import { type SplitName, splitOrder } from '@shared/domain/split'
import { publishedNetwork } from '../../network/published'
import { shortestSeconds } from '../../network/plan-for-rule'

/** A track that could be taken up, as far as refusals look at it. */
interface UsableTrack {
  /** Null: it has no audio. */
  readonly durationSeconds: number | null
  /** The excerpts that people chose of it. */
  readonly chosen: readonly unknown[]
}

type ExcerptSettings = Pick<DatasetSettings, 'excerpts' | 'form' | 'modalities' | 'excerptRule'>

/** Whether a network that reads these modalities hears audio. */
export function hears({ modalities }: Pick<DatasetSettings, 'modalities'>): boolean {
  return modalities.some((modality) => describeModality(modality).source === 'audio-file')
}

/**
 * Why a choice of excerpts cannot be frozen; null where it can. Counting and freezing both ask this.
 * @returns a failure `invalid-argument` for excerpts that do not go with the other settings, are longer than every track, or too
 *   short for the study's networks; `nothing-to-do` where nobody chose any
 */
export function refusalOfExcerpts(tracks: readonly UsableTrack[], settings: ExcerptSettings): Failure | null {
  const { excerpts, form } = settings
  const unreadable = hears(settings) ? refusalOfRule(settings.excerptRule) : null
  if (unreadable || excerpts.kind === 'middle') return unreadable
  if (form === 'as-published')
    return new Failure(
      'invalid-argument',
      `Excerpts '${excerpts.kind}' do not go with the form 'as-published', which parts the samples of a track.`,
      'Split soundly, or take the middle of each track.',
    )
  if (!hears(settings))
    return new Failure(
      'invalid-argument',
      `Excerpts '${excerpts.kind}' are cut out of audio, which this dataset does not ask for.`,
      'Add audio to what every track must have, or take the middle of each track.',
    )
  if (tracks.length === 0) return null
  return excerpts.kind === 'chosen' ? refusalOfChosen(tracks) : refusalOfLength(tracks, settings)
}

/**
 * Why a split cannot be frozen: a set that has a share would stay empty.
 * @param filled the sets that have samples
 * @param found labelled tracks, and those of them that are taken
 * @returns a failure `nothing-to-do`; null when all sets are filled
 */
export function refusalOfSizes(
  filled: ReadonlySet<SplitName>,
  { shares, modalities, excerpts }: Pick<DatasetSettings, 'shares' | 'modalities' | 'excerpts'>,
  found: { labelled: number; usable: number },
): Failure | null {
  const empty = splitOrder.filter((split) => shares[split] > 0 && !filled.has(split))
  if (empty.length === 0) return null
  const wanted = [...modalities, ...(excerpts.kind === 'chosen' ? ['a chosen excerpt'] : [])]
  const having = wanted.length > 0 ? `, ${found.usable} of them ${wanted.join(' and ')}` : ''
  return new Failure(
    'nothing-to-do',
    `${found.labelled} tracks have a label${having}: too few, the ${empty.join(' and ')} set would be empty.`,
    'Label more tracks, import what is missing, choose another filter, or group by track.',
  )
}

/** @throws the refusal, where there is one */
export function throwRefusal(refusal: Failure | null): void {
  if (refusal) throw refusal
}

/** Excerpts that hold too little sound for the smallest network that hears: nothing could be trained on them. */
function refusalOfRule(rule: ExcerptRule): Failure | null {
  const shortest = shortestSeconds(publishedNetwork('audio'), rule)
  if (shortest !== null && rule.lengthSeconds >= shortest) return null
  return new Failure(
    'invalid-argument',
    `Excerpts of ${describeExcerptRule(rule)}, fit no network of the study: its layers need more sound.`,
    shortest === null ? 'Hear more of each excerpt.' : `Take excerpts of at least ${shortest} s, or hear more of them.`,
  )
}

function refusalOfChosen(tracks: readonly UsableTrack[]): Failure | null {
  if (tracks.some(({ chosen }) => chosen.length > 0)) return null
  return new Failure(
    'nothing-to-do',
    `None of the ${tracks.length} usable tracks has an excerpt that a person chose.`,
    'Draw excerpts on the waveform in Annotate, import labels with startSeconds and endSeconds, or take other excerpts.',
  )
}

function refusalOfLength(tracks: readonly UsableTrack[], { excerptRule: { lengthSeconds } }: ExcerptSettings): Failure | null {
  const longest = tracks.reduce((most, { durationSeconds }) => Math.max(most, durationSeconds ?? 0), 0)
  if (longest >= lengthSeconds) return null
  return new Failure(
    'invalid-argument',
    `An excerpt of ${lengthSeconds} s fits no track: the longest lasts ${longest.toFixed(1)} s.`,
    'Choose a shorter excerpt, or take the middle of each track, which is repeated where it is too short.',
  )
}
