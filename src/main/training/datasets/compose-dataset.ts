import type { ChoiceCount, DatasetSettings, LeftOut } from '@shared/contract/datasets'
import type { FrozenExcerpt } from '@shared/domain/dataset-sample'
import { chooseExcerpts, type ExcerptChoice } from '@shared/domain/excerpt-choice'
import { fail } from '@shared/domain/failure'
import { groupBy } from '@shared/domain/group-by'
import { meanPoint } from '@shared/domain/metrics'
import { describeModality } from '@shared/domain/modality'
import { type SampledTrack, sampleTracks } from '@shared/domain/sample-tracks'
import { splitOrder } from '@shared/domain/split'
import type { ServiceContext } from '../../service-context'
import { checkedTrackIds } from '../../store/checked-sets'
import { type DatasetCandidate, datasetCandidates, type NewDataset } from '../../store/datasets'
import { chosenExcerpts, type LabelledExcerpt } from '../../store/excerpts'
import { activeVersionId } from '../../store/label-versions'
import { digestOfDataset } from './dataset-digest'
import { foreignTracks } from './foreign-tracks'
import { groupOf } from './track-group'

type CountSettings = Omit<DatasetSettings, 'name'>

/** Labelled tracks outside of checked sets that have what a dataset wants, with the excerpts that people chose of them. */
interface Usable {
  readonly labelled: number
  readonly tracks: readonly (DatasetCandidate & { readonly chosen: readonly LabelledExcerpt[] })[]
  readonly leftOut: LeftOut
}

/** A track with the excerpts that it is taken with; its label is their mean where they have labels of their own. */
type TakenTrack = DatasetCandidate & SampledTrack & { readonly excerpts: readonly FrozenExcerpt[]; readonly ownLabels: number }

/**
 * Puts a dataset together without storing it.
 * @throws Failure `nothing-to-do` when too few tracks have what is wanted; `invalid-argument` for excerpts that do not go with the other
 *   settings, or that are longer than every track
 */
export function composeDataset(context: ServiceContext, settings: DatasetSettings): NewDataset {
  const { database } = context.library()
  const usable = usableTracks(context, settings)
  checkExcerpts(usable, settings)
  const taken = takeTracks(usable, settings, settings.excerpts)
  const { lengthSeconds } = settings.excerptRule
  const samples = sampleTracks(taken, { ...settings, lengthSeconds })
  checkSizes(samples, settings, { labelled: usable.labelled, usable: taken.length })
  const splits = new Map(samples.filter(({ copy }) => copy === 0).map(({ trackId, split }) => [trackId, split]))
  const tracks = taken.flatMap((track) => {
    const split = splits.get(track.trackId)
    return split ? [{ ...track, split }] : []
  })
  return {
    settings,
    digest: digestOfDataset(settings, tracks, samples),
    versionId: tracks.some(({ source }) => source === 'tags') ? activeVersionId(database) : null,
    licence: licenceOf(tracks),
    createdAt: context.now().toISOString(),
    tracks,
    samples,
    leftOut: { ...usable.leftOut, withoutExcerpt: usable.tracks.length - taken.length },
  }
}

/** How many tracks and samples each choice of excerpts would give, before training tracks are balanced: the one that is asked for first. */
export function countChoices(context: ServiceContext, settings: CountSettings): { labelled: number; choices: ChoiceCount[] } {
  const usable = usableTracks(context, settings)
  const others: ExcerptChoice[] = [{ kind: 'middle' }, { kind: 'chosen' }, { kind: 'random', perTrack: 3 }, { kind: 'steps' }]
  const choices = [settings.excerpts, ...others.filter(({ kind }) => kind !== settings.excerpts.kind)]
  return { labelled: usable.labelled, choices: choices.map((excerpts) => countChoice(usable, settings, excerpts)) }
}

function countChoice(usable: Usable, settings: CountSettings, excerpts: ExcerptChoice): ChoiceCount {
  const taken = takeTracks(usable, settings, excerpts)
  const isShort = ({ durationSeconds }: TakenTrack): boolean =>
    durationSeconds !== null && durationSeconds < settings.excerptRule.lengthSeconds
  return {
    excerpts,
    tracks: taken.length,
    samples: taken.reduce((sum, track) => sum + track.excerpts.length, 0),
    repeatedTracks: taken.filter(isShort).length,
    ownLabels: taken.reduce((sum, { ownLabels }) => sum + ownLabels, 0),
    leftOut: { ...usable.leftOut, withoutExcerpt: usable.tracks.length - taken.length },
  }
}

function usableTracks(context: ServiceContext, settings: CountSettings): Usable {
  const { database } = context.library()
  const all = datasetCandidates(database, settings.filter)
  const checked = checkedTrackIds(database)
  const labelled = all.filter(({ trackId }) => !checked.has(trackId))
  const foreign = foreignTracks(database, settings)
  const having = labelled.filter((track) => settings.modalities.every((modality) => track.has.has(modality)))
  const readable = having.filter(({ trackId }) => !foreign.has(trackId))
  const chosen = groupBy(chosenExcerpts(database), ({ trackId }) => trackId)
  return {
    labelled: labelled.length,
    tracks: readable.map((track) => ({ ...track, chosen: chosen.get(track.trackId) ?? [] })),
    leftOut: {
      inCheckedSet: all.length - labelled.length,
      withoutModality: labelled.length - having.length,
      inOtherLanguage: having.length - readable.length,
      withoutExcerpt: 0,
    },
  }
}

function takeTracks({ tracks }: Usable, settings: CountSettings, choice: ExcerptChoice): TakenTrack[] {
  const { lengthSeconds } = settings.excerptRule
  return tracks.flatMap((track): TakenTrack[] => {
    const durationSeconds = heardSeconds(track, settings)
    const excerpts = chooseExcerpts({ ...track, durationSeconds }, choice, { lengthSeconds, seed: settings.seed })
    if (excerpts.length === 0) return []
    const labels = labelsOfChosen(track.chosen, excerpts)
    const [own] = labels
    return [
      {
        ...track,
        ...(own && { ...meanPoint(excerpts), source: own.source }),
        group: groupOf(track, settings.groupBy),
        durationSeconds,
        excerpts,
        ownLabels: labels.length,
      },
    ]
  })
}

/** Where the own labels of the excerpts taken come from; those by people first. */
function labelsOfChosen(chosen: readonly LabelledExcerpt[], excerpts: readonly FrozenExcerpt[]): { source: 'human' | 'imported' }[] {
  const taken = new Set(excerpts.map(({ excerptId }) => excerptId))
  return chosen
    .flatMap(({ excerptId, source }) => (source !== null && taken.has(excerptId) ? [{ source }] : []))
    .sort((a, b) => a.source.localeCompare(b.source))
}

/** How long a track can be heard; null where the networks do not hear it. */
function heardSeconds({ has, durationSeconds }: DatasetCandidate, { modalities }: CountSettings): number | null {
  return hears({ modalities }) && modalities.some((modality) => has.has(modality)) ? durationSeconds : null
}

function hears({ modalities }: Pick<CountSettings, 'modalities'>): boolean {
  return modalities.some((modality) => describeModality(modality).source === 'audio-file')
}

function checkExcerpts({ tracks }: Usable, { excerpts, form, modalities, excerptRule: { lengthSeconds } }: DatasetSettings): void {
  if (excerpts.kind === 'middle') return
  if (form === 'as-published')
    fail(
      'invalid-argument',
      `Excerpts '${excerpts.kind}' do not go with the form 'as-published', which parts the samples of a track.`,
      'Split soundly, or take the middle of each track.',
    )
  if (!hears({ modalities }))
    fail(
      'invalid-argument',
      `Excerpts '${excerpts.kind}' are cut out of audio, which this dataset does not ask for.`,
      'Add audio to what every track must have, or take the middle of each track.',
    )
  if (excerpts.kind === 'chosen') {
    if (tracks.length > 0 && tracks.every(({ chosen }) => chosen.length === 0))
      fail(
        'nothing-to-do',
        `None of the ${tracks.length} usable tracks has an excerpt that a person chose.`,
        'Draw excerpts on the waveform in Annotate, import labels with startSeconds and endSeconds, or take other excerpts.',
      )
    return
  }
  const longest = Math.max(0, ...tracks.map(({ durationSeconds }) => durationSeconds ?? 0))
  if (tracks.length > 0 && longest < lengthSeconds)
    fail(
      'invalid-argument',
      `An excerpt of ${lengthSeconds} s fits no track: the longest lasts ${longest.toFixed(1)} s.`,
      'Choose a shorter excerpt, or take the middle of each track, which is repeated where it is too short.',
    )
}

function checkSizes(
  samples: NonNullable<NewDataset['samples']>,
  settings: DatasetSettings,
  found: { labelled: number; usable: number },
): void {
  const filled = new Set(samples.map(({ split }) => split))
  const empty = splitOrder.filter((split) => settings.shares[split] > 0 && !filled.has(split))
  if (empty.length === 0) return
  const wanted = [...settings.modalities, ...(settings.excerpts.kind === 'chosen' ? ['a chosen excerpt'] : [])]
  const having = wanted.length > 0 ? `, ${found.usable} of them ${wanted.join(' and ')}` : ''
  fail(
    'nothing-to-do',
    `${found.labelled} tracks have a label${having}: too few, the ${empty.join(' and ')} set would be empty.`,
    'Label more tracks, import what is missing, choose another filter, or group by track.',
  )
}

/** The licences of the lexicons that the labels came from. */
function licenceOf(tracks: readonly DatasetCandidate[]): string {
  const licences = new Set(tracks.map(({ licence }) => licence).filter((licence) => licence !== null))
  return licences.size > 0 ? [...licences].sort().join('; ') : 'no lexicon was used'
}
