import { createHash } from 'node:crypto'
import type { Dataset, DatasetSettings } from '@shared/contract/training'
import { fail } from '@shared/domain/failure'
import { type SplitName, splitTracks } from '@shared/domain/split'
import type { ServiceContext } from '../service-context'
import { type DatasetCandidate, datasetCandidates, datasetWithId, deleteDataset, insertDataset, runsOfDataset } from '../store/datasets'
import { activeVersionId } from '../store/label-versions'

/**
 * Freezes the labelled tracks of a filter with their labels and their split, so that later labels do not change it.
 * @throws Failure `nothing-to-do` when too few tracks have what is wanted, `already-exists` for a name in use
 */
export function freezeDataset(context: ServiceContext, settings: DatasetSettings): Dataset {
  const { database } = context.library()
  const labelled = datasetCandidates(database, settings.filter)
  const tracks = labelled.filter((track) => hasModalities(track, settings))
  const splits = splitTracks(tracks.map((track) => ({ ...track, group: groupOf(track, settings.groupBy) })), settings.shares, settings.seed)
  checkSizes(splits, settings, { labelled: labelled.length, usable: tracks.length })
  const frozen = tracks.map((track) => ({ ...track, split: splits.get(track.trackId) ?? 'train' }))
  const dataset = insertDataset(database, {
    settings,
    digest: digestOf(settings, frozen),
    versionId: tracks.some(({ source }) => source === 'tags') ? activeVersionId(database) : null,
    licence: licenceOf(tracks),
    createdAt: context.now().toISOString(),
    tracks: frozen,
  })
  context.emit({ type: 'changed', topics: ['datasets'] })
  return dataset
}

/**
 * Deletes a dataset.
 * @throws Failure `not-found`; `forbidden` while runs were trained on it
 */
export function removeDataset(context: ServiceContext, id: number): void {
  const { database } = context.library()
  const { name } = datasetWithId(database, id)
  const runs = runsOfDataset(database, id)
  if (runs.length > 0) fail('forbidden', `The dataset “${name}” was used by ${runs.map((run) => `“${run}”`).join(', ')}.`, 'Delete these runs first; a run without its dataset could not be explained.')
  deleteDataset(database, id)
  context.emit({ type: 'changed', topics: ['datasets'] })
}

function hasModalities(track: DatasetCandidate, { modalities }: DatasetSettings): boolean {
  const present = { audio: track.hasAudio, lyrics: track.hasLyrics, comments: track.hasComments }
  return modalities.every((modality) => present[modality] === 1)
}

/** Tracks without the name stand alone. */
function groupOf({ trackId, artist, album }: DatasetCandidate, by: DatasetSettings['groupBy']): string {
  const name = (text: string): string => text.trim().toLowerCase().normalize('NFC')
  const alone = `track ${trackId}`
  if (by === 'track' || (by === 'artist' ? artist : album).trim() === '') return alone
  return by === 'artist' ? `artist ${name(artist)}` : `album ${name(artist)} / ${name(album)}`
}

function checkSizes(splits: ReadonlyMap<number, SplitName>, settings: DatasetSettings, found: { labelled: number; usable: number }): void {
  const empty = (['train', 'validation', 'test'] as const).filter((split) => settings.shares[split] > 0 && ![...splits.values()].includes(split))
  if (empty.length === 0) return
  fail(
    'nothing-to-do',
    `${found.labelled} tracks have a label, ${found.usable} of them ${settings.modalities.join(' and ')}: too few, the ${empty.join(' and ')} set would be empty.`,
    'Label more tracks, import what is missing, choose another filter, or group by track.',
  )
}

/** The licences of the lexicons that the labels came from. */
function licenceOf(tracks: readonly DatasetCandidate[]): string {
  const licences = new Set(tracks.map(({ licence }) => licence).filter((licence) => licence !== null))
  return licences.size > 0 ? [...licences].sort().join('; ') : 'no lexicon was used'
}

/** SHA-256 of what makes the dataset; tracks are named by content where they have audio, so that it holds in another library too. */
function digestOf(settings: DatasetSettings, tracks: readonly (DatasetCandidate & { readonly split: SplitName })[]): string {
  const { shares, groupBy, seed, modalities } = settings
  const rows = tracks.map(({ trackId, digest, externalId, split, valence, arousal, source }) => [digest ?? externalId ?? trackId, split, valence, arousal, source])
  const canonical = { groupBy, modalities: [...modalities].sort(), seed, shares: [shares.train, shares.validation, shares.test], tracks: rows }
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex')
}
