import type { NamedBackbone } from '@shared/contract/backbones'
import type { Dataset, Epoch, MetricsReport, RunPrediction } from '@shared/contract/training'
import { fail } from '@shared/domain/failure'
import { namedBackboneOf } from '../../store/backbones'
import { datasetTracks, datasetWithId } from '../../store/datasets'
import { listEmbeddings } from '../../store/embeddings'
import type { Library } from '../../store/library'
import { epochsOfRun, predictionsOfRun, runWithId, type StoredRun } from '../../store/runs'

/** A run with all that a report says of it. */
export interface ChosenRun {
  readonly run: StoredRun
  readonly metrics: MetricsReport
  readonly dataset: Dataset
  /** Of the tracks that measured it. */
  readonly predictions: readonly RunPrediction[]
  readonly epochs: readonly Epoch[]
  /** Tracks of its dataset by the source of their label. */
  readonly sources: ReadonlyMap<string, number>
  /** Name of the word vectors that a text network read; null without text. */
  readonly words: { readonly name: string; readonly learntHere: boolean } | null
  /** The model from elsewhere that it read; null where it read none. */
  readonly backbone: NamedBackbone | null
}

/**
 * Collects what a report says of a run.
 * @throws Failure `not-found`; `nothing-to-do` for a run without metrics
 */
export function chosenRun({ database }: Library, runId: string): ChosenRun {
  const run = runWithId(database, runId)
  const { metrics, datasetId } = run
  if (metrics === null)
    return fail('nothing-to-do', `The run “${run.name}” has no metrics to report.`, 'Choose runs that were trained to their end.')
  const sources = new Map<string, number>()
  for (const { source } of datasetTracks(database, datasetId)) sources.set(source, (sources.get(source) ?? 0) + 1)
  const predictions = predictionsOfRun(database, runId, 'all').filter(({ split }) => split === 'test' || split === 'fold')
  return {
    ...{ run, metrics, sources, predictions, dataset: datasetWithId(database, datasetId), epochs: epochsOfRun(database, runId) },
    words: wordsOf(database, run),
    backbone: namedBackboneOf(database, run),
  }
}

/** Without a choice, vectors are learnt from the texts of the library first. */
function wordsOf(database: Library['database'], { network, settings: { embeddingId } }: StoredRun): ChosenRun['words'] {
  if (!network.branches.some(({ layers }) => layers[0]?.type === 'embedding')) return null
  const found = listEmbeddings(database).find(({ id }) => id === embeddingId)
  return { name: found?.name ?? 'word vectors', learntHere: found?.origin !== 'imported' }
}
