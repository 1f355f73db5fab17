import type { DatasetTrack, SamplePreview } from '@shared/contract/datasets'
import type { DatasetSample } from '@shared/domain/dataset-sample'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../../service-context'
import { type DatasetTrackQuery, datasetSamplesOfTrack, datasetTrackCounts } from '../../store/dataset-samples'
import { datasetWithId } from '../../store/datasets'
import { readText } from '../../store/texts'
import { trackRows } from '../../store/track-pages'
import type { TextTools } from '../embeddings/text-tools'

/** The samples of a track as networks see them, to be looked at and heard. */
export interface TrackSamples {
  readonly trackId: number
  readonly title: string
  /** Length of an excerpt. */
  readonly excerptSeconds: number
  readonly samples: SamplePreview[]
}

/**
 * Shows all samples of a track in a dataset, the original first, with the texts as they are now, varied as the network reads them.
 * @throws Failure `not-found` for the dataset, or for a track that is not in it
 */
export function previewSamples(
  context: ServiceContext,
  vary: TextTools['vary'],
  { datasetId, trackId }: { datasetId: number; trackId: number },
): TrackSamples {
  const { database } = context.library()
  const { name, settings } = datasetWithId(database, datasetId)
  const samples = datasetSamplesOfTrack(database, datasetId, trackId)
  if (samples.length === 0)
    fail(
      'not-found',
      `Track ${trackId} is not in the dataset “${name}”.`,
      'Choose a track of the dataset; balancing may have left this one out.',
    )
  const texts = { lyrics: readText(database, trackId, 'lyrics'), comments: readText(database, trackId, 'comments') }
  const varied = (text: string | null, { augmentationSeed }: DatasetSample): string | null =>
    text === null || augmentationSeed === null ? text : vary(text, settings.textVariation, augmentationSeed)
  return {
    trackId,
    title: trackRows(database, [trackId])[0]?.title ?? '',
    excerptSeconds: settings.excerptRule.lengthSeconds,
    samples: samples.map((sample) => ({
      copy: sample.copy,
      split: sample.split,
      excerptId: sample.excerptId,
      startSeconds: sample.startSeconds,
      endSeconds: sample.endSeconds,
      valence: sample.valence,
      arousal: sample.arousal,
      augmentationSeed: sample.augmentationSeed,
      texts: { lyrics: varied(texts.lyrics, sample), comments: varied(texts.comments, sample) },
    })),
  }
}

/**
 * Lists the tracks that a dataset was frozen with, each with the number of its samples in each set.
 * @returns one page by title, and how many tracks the query finds in all (0 behind the last page)
 * @throws Failure `not-found` for the dataset
 */
export function listDatasetTracks(context: ServiceContext, query: DatasetTrackQuery): { total: number; rows: DatasetTrack[] } {
  const { database } = context.library()
  const { id } = datasetWithId(database, query.datasetId)
  const counts = datasetTrackCounts(database, { ...query, datasetId: id })
  const tracks = new Map(
    trackRows(
      database,
      counts.map(({ trackId }) => trackId),
    ).map((track) => [track.id, track]),
  )
  const rows = counts.flatMap(({ trackId, train, validation, test }) => {
    const track = tracks.get(trackId)
    return track ? [{ track, samples: { train, validation, test } }] : []
  })
  return { total: counts[0]?.total ?? 0, rows }
}
