import type { Dataset } from '@shared/contract/datasets'
import type { BundleContent, BundledTrack } from '@shared/contract/run-bundle'
import type { DatasetSample } from '@shared/domain/dataset-sample'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../../service-context'
import { datasetOrder, type RankedTrack } from '../../store/dataset-order'
import { datasetSamples } from '../../store/dataset-samples'
import { type DatasetTrack, insertDataset, listDatasets } from '../../store/datasets'
import type { Library } from '../../store/library'
import { trackIdentities } from '../../store/tracks'
import { digestOfDataset } from '../datasets/dataset-digest'
import { standingsInDataset } from '../datasets/dataset-groups'
import type { MatchedBundle } from './match-bundle'

/** A dataset of a bundle as it stands in this library. */
interface Wanted {
  readonly digest: string
  readonly tracks: readonly DatasetTrack[]
  readonly samples: readonly DatasetSample[]
  readonly order: readonly RankedTrack[]
}

/**
 * The dataset of a bundle in the open library: one that is here already with the same samples in the same order, else a new one. Tracks
 * that are missing are left out.
 * @returns its id
 * @throws Failure `not-found` when no track is here, or none of the training set
 */
export function datasetOfBundle(context: ServiceContext, content: BundleContent, matched: MatchedBundle): number {
  const { database } = context.library()
  const wanted = wantedDataset(context.library(), content, matched)
  if (!wanted.samples.some(({ split }) => split === 'train'))
    fail('not-found', 'No training track of the bundle is in this library.', 'Open the library that holds its audio, or import it first.')
  const datasets = listDatasets(database)
  const present = datasets.find((dataset) => dataset.digest === wanted.digest && isSame(context.library(), dataset, wanted))
  if (present) return present.id
  const { name, licence, settings } = content.dataset
  const { id } = insertDataset(database, {
    ...wanted,
    settings: { ...settings, name: freeName(name, datasets) },
    versionId: null,
    licence,
    createdAt: context.now().toISOString(),
  })
  context.emit({ type: 'changed', topics: ['datasets'] })
  return id
}

function wantedDataset({ database }: Library, content: BundleContent, { trackIds, missing }: MatchedBundle): Wanted {
  const found = content.tracks.flatMap((track, rank): (BundledTrack & { trackId: number; rank: number })[] => {
    const trackId = trackIds[rank] ?? null
    return trackId === null ? [] : [{ ...track, trackId, rank }]
  })
  const samples = content.samples.flatMap(({ track, predicted: _predicted, ...sample }): DatasetSample[] => {
    const trackId = trackIds[track] ?? null
    return trackId === null ? [] : [{ ...sample, trackId, excerptId: null }]
  })
  const externalIds = new Map(trackIdentities(database).map(({ id, externalId }) => [id, externalId]))
  const named = found.map((track) => ({ ...track, externalId: externalIds.get(track.trackId) ?? null }))
  return {
    digest: missing.length === 0 ? content.dataset.digest : digestOfDataset(content.dataset.settings, named, samples),
    tracks: found.map(({ trackId, split, valence, arousal, source }) => ({ trackId, split, valence, arousal, source })),
    samples,
    order: found.map(({ trackId, rank, group }) => ({ trackId, rank, group })),
  }
}

/** Whether a run on a dataset that is here would read the same samples in the same order and keep the same together. */
function isSame({ database }: Library, { id }: Dataset, { samples, order }: Wanted): boolean {
  const content = (rows: readonly DatasetSample[]): string =>
    JSON.stringify(
      rows.map(({ trackId, copy, split, startSeconds, endSeconds, valence, arousal, augmentationSeed }) => [
        ...[trackId, copy, split, startSeconds, endSeconds, valence, arousal, augmentationSeed],
      ]),
    )
  const standings = standingsInDataset(database, id)
  const given = datasetOrder(database, id)
  const inOrder = given.length > 0 ? given.map(({ trackId }) => trackId) : [...standings.keys()]
  return (
    content(datasetSamples(database, id)) === content(samples) &&
    JSON.stringify(inOrder) === JSON.stringify(order.map(({ trackId }) => trackId)) &&
    order.every(({ trackId, group }) => standings.get(trackId)?.group === group)
  )
}

function freeName(wanted: string, datasets: readonly Dataset[]): string {
  const taken = new Set(datasets.map(({ name }) => name))
  let name = wanted
  for (let number = 2; taken.has(name); number += 1) name = `${wanted} (${number})`
  return name
}
