import type { ChoiceCount, DatasetSettings, LeftOut } from '@shared/contract/datasets'
import type { FrozenExcerpt } from '@shared/domain/dataset-sample'
import { chooseExcerpts, type ExcerptChoice } from '@shared/domain/excerpt-choice'
import { groupBy } from '@shared/domain/group-by'
import { meanLabel } from '@shared/domain/metrics'
import { type SampledTrack, type SamplingPlan, sampleTracks } from '@shared/domain/sample-tracks'
import { type SplitName, splitTracks } from '@shared/domain/split'
import type { ServiceContext } from '../../service-context'
import { checkedTrackIds } from '../../store/checked-sets'
import { type DatasetCandidate, datasetCandidates, type NewDataset } from '../../store/datasets'
import { chosenExcerpts, type LabelledExcerpt } from '../../store/excerpts'
import { activeVersionId } from '../../store/label-versions'
import { digestOfDataset } from './dataset-digest'
import { foreignTracks } from './foreign-tracks'
import { hears, refusalOfExcerpts, refusalOfSizes, throwRefusal } from './refusals'
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
export async function composeDataset(context: ServiceContext, settings: DatasetSettings): Promise<NewDataset> {
  const { database } = context.library()
  const usable = await usableTracks(context, settings)
  throwRefusal(refusalOfExcerpts(usable.tracks, settings))
  const taken = takeTracks(usable, settings, settings.excerpts)
  const samples = sampleTracks(taken, planOf(settings))
  throwRefusal(refusalOfSizes(new Set(samples.map(({ split }) => split)), settings, { labelled: usable.labelled, usable: taken.length }))
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

/**
 * How many tracks and samples each choice of excerpts would give, before training tracks are balanced: the one that is asked for first. A
 * choice that freezing refuses says so, with the same words.
 */
export async function countChoices(
  context: ServiceContext,
  settings: CountSettings,
): Promise<{ labelled: number; choices: ChoiceCount[] }> {
  const usable = await usableTracks(context, settings)
  const others: ExcerptChoice[] = [{ kind: 'middle' }, { kind: 'chosen' }, { kind: 'random', perTrack: 3 }, { kind: 'steps' }]
  const choices = [settings.excerpts, ...others.filter(({ kind }) => kind !== settings.excerpts.kind)]
  return { labelled: usable.labelled, choices: choices.map((excerpts) => countChoice(usable, settings, excerpts)) }
}

function countChoice(usable: Usable, settings: CountSettings, excerpts: ExcerptChoice): ChoiceCount {
  const asked = { ...settings, excerpts }
  const unfit = refusalOfExcerpts(usable.tracks, asked)
  const taken = unfit ? [] : takeTracks(usable, settings, excerpts)
  const refusal = unfit ?? refusalOfSizes(splitsOf(taken, asked), asked, { labelled: usable.labelled, usable: taken.length })
  const isShort = ({ durationSeconds }: TakenTrack): boolean =>
    durationSeconds !== null && durationSeconds < settings.excerptRule.lengthSeconds
  return {
    excerpts,
    tracks: taken.length,
    samples: taken.reduce((sum, track) => sum + track.excerpts.length, 0),
    repeatedTracks: taken.filter(isShort).length,
    ownLabels: taken.reduce((sum, { ownLabels }) => sum + ownLabels, 0),
    leftOut: { ...usable.leftOut, withoutExcerpt: unfit ? 0 : usable.tracks.length - taken.length },
    refusal: refusal && { reason: refusal.message, hint: refusal.hint },
  }
}

function planOf(settings: CountSettings): SamplingPlan {
  return { ...settings, lengthSeconds: settings.excerptRule.lengthSeconds }
}

/** The sets that would not stay empty; balancing leaves a training track out, never all of them. */
function splitsOf(tracks: readonly TakenTrack[], settings: CountSettings): ReadonlySet<SplitName> {
  if (settings.form === 'as-published') return new Set(sampleTracks(tracks, planOf(settings)).map(({ split }) => split))
  return new Set(splitTracks(tracks, settings.shares, settings.seed).values())
}

async function usableTracks(context: ServiceContext, settings: CountSettings): Promise<Usable> {
  const { database } = context.library()
  const foreign = await foreignTracks(database, settings)
  const all = datasetCandidates(database, settings.filter)
  const checked = checkedTrackIds(database)
  const labelled = all.filter(({ trackId }) => !checked.has(trackId))
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
        ...(own && { ...meanLabel(excerpts), source: own.source }),
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

/** The licences of the lexicons that the labels came from. */
function licenceOf(tracks: readonly DatasetCandidate[]): string {
  const licences = new Set(tracks.map(({ licence }) => licence).filter((licence) => licence !== null))
  return licences.size > 0 ? [...licences].sort().join('; ') : 'no lexicon was used'
}
