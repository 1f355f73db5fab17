import { createHash } from 'node:crypto'
import { type Dataset, type DatasetSettings, datasetSettingsSchema } from '@shared/contract/datasets'
import type { DatasetSample } from '@shared/domain/dataset-sample'
import { fail } from '@shared/domain/failure'
import { describeModality } from '@shared/domain/modality'
import { sampleTracks } from '@shared/domain/sample-tracks'
import { type SplitName, splitOrder } from '@shared/domain/split'
import type { ServiceContext } from '../../service-context'
import {
  type DatasetCandidate,
  datasetCandidates,
  datasetWithId,
  deleteDataset,
  insertDataset,
  listDatasets,
  type NewDataset,
  runsOfDataset,
} from '../../store/datasets'
import { activeVersionId } from '../../store/label-versions'
import { foreignTracks } from './foreign-tracks'
import { groupOf } from './track-group'

/**
 * Freezes the labelled tracks of a filter with their labels, their split and their samples, so that later labels do not change it.
 * Tracks that balancing removed are not in the dataset.
 * @throws Failure `nothing-to-do` when too few tracks have what is wanted, `already-exists` for a name in use
 */
export function freezeDataset(context: ServiceContext, settings: DatasetSettings): Dataset {
  const { database } = context.library()
  const dataset = insertDataset(database, composeDataset(context, settings))
  context.emit({ type: 'changed', topics: ['datasets'] })
  return dataset
}

/**
 * The newest dataset that freezing with these settings would make again, whatever its name: same label version, labels, sets and samples;
 * where there is none, a new one is frozen.
 * @throws what `freezeDataset` throws
 */
export function reuseDataset(context: ServiceContext, settings: DatasetSettings): { dataset: Dataset; reused: boolean } {
  const { database } = context.library()
  const wanted = composeDataset(context, settings)
  const content = (candidate: DatasetSettings): string => JSON.stringify({ ...datasetSettingsSchema.parse(candidate), name: '' })
  const found = listDatasets(database).find(
    (dataset) =>
      dataset.digest === wanted.digest && dataset.versionId === wanted.versionId && content(dataset.settings) === content(settings),
  )
  return found ? { dataset: found, reused: true } : { dataset: freezeDataset(context, settings), reused: false }
}

/** Puts a dataset together without storing it. */
function composeDataset(context: ServiceContext, settings: DatasetSettings): NewDataset {
  const { database } = context.library()
  const labelled = datasetCandidates(database, settings.filter)
  const foreign = foreignTracks(database, settings)
  const usable = labelled.filter((track) => hasModalities(track, settings) && !foreign.has(track.trackId))
  const samples = sampleTracks(
    usable.map((track) => ({ ...track, group: groupOf(track, settings.groupBy), durationSeconds: heardSeconds(track, settings) })),
    settings,
  )
  checkSizes(samples, settings, { labelled: labelled.length, usable: usable.length })
  const splits = new Map(samples.filter(({ copy }) => copy === 0).map(({ trackId, split }) => [trackId, split]))
  const tracks = usable.flatMap((track) => {
    const split = splits.get(track.trackId)
    return split ? [{ ...track, split }] : []
  })
  return {
    settings,
    digest: digestOf(settings, tracks, samples),
    versionId: tracks.some(({ source }) => source === 'tags') ? activeVersionId(database) : null,
    licence: licenceOf(tracks),
    createdAt: context.now().toISOString(),
    tracks,
    samples,
  }
}

/**
 * Deletes a dataset.
 * @throws Failure `not-found`; `forbidden` while runs were trained on it
 */
export function removeDataset(context: ServiceContext, id: number): void {
  const { database } = context.library()
  const { name } = datasetWithId(database, id)
  const runs = runsOfDataset(database, id)
  if (runs.length > 0)
    fail(
      'forbidden',
      `The dataset “${name}” was used by ${runs.map((run) => `“${run}”`).join(', ')}.`,
      'Delete these runs first; a run without its dataset could not be explained.',
    )
  deleteDataset(database, id)
  context.emit({ type: 'changed', topics: ['datasets'] })
}

function hasModalities(track: DatasetCandidate, { modalities }: DatasetSettings): boolean {
  return modalities.every((modality) => track.has.has(modality))
}

/** How long a track can be heard; null where the networks do not hear it. */
function heardSeconds({ has, durationSeconds }: DatasetCandidate, { modalities }: DatasetSettings): number | null {
  const hears = modalities.some((modality) => describeModality(modality).source === 'audio-file' && has.has(modality))
  return hears ? durationSeconds : null
}

function checkSizes(samples: readonly DatasetSample[], settings: DatasetSettings, found: { labelled: number; usable: number }): void {
  const filled = new Set(samples.map(({ split }) => split))
  const empty = splitOrder.filter((split) => settings.shares[split] > 0 && !filled.has(split))
  if (empty.length === 0) return
  const having = settings.modalities.length > 0 ? `, ${found.usable} of them ${settings.modalities.join(' and ')}` : ''
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

/** SHA-256 of what makes the dataset; tracks are named by content where they have audio, so that it holds in another library too. */
function digestOf(
  settings: DatasetSettings,
  tracks: readonly (DatasetCandidate & { readonly split: SplitName })[],
  samples: readonly DatasetSample[],
): string {
  const { shares, groupBy, seed, modalities, textVariation } = settings
  const rows = tracks.map(({ trackId, digest, externalId, split, valence, arousal, source }) => [
    digest ?? externalId ?? trackId,
    split,
    valence,
    arousal,
    source,
  ])
  const canonical = {
    groupBy,
    modalities: [...modalities].sort(),
    seed,
    shares: [shares.train, shares.validation, shares.test],
    tracks: rows,
  }
  const varied = samples.filter(({ startSeconds, augmentationSeed }) => startSeconds !== null || augmentationSeed !== null)
  const index = new Map(tracks.map(({ trackId }, row) => [trackId, row]))
  const copies = varied.map(({ trackId, split, copy, startSeconds, augmentationSeed }) => [
    index.get(trackId),
    split,
    copy,
    startSeconds,
    augmentationSeed,
  ])
  return createHash('sha256')
    .update(JSON.stringify(copies.length > 0 ? { ...canonical, textVariation, copies } : canonical))
    .digest('hex')
}
