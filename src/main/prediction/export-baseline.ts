import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChannelResult, HandlerArgument } from '@shared/contract/channels'
import type { StartedJob } from '@shared/contract/jobs'
import type { StackSource } from '@shared/contract/workers/baselines'
import { baselineDescriptors, type BaselineName } from '@shared/domain/baseline'
import { fail } from '@shared/domain/failure'
import { modalityOfNetwork } from '@shared/domain/network'
import { askWorker } from '../jobs/ask-worker'
import type { JobHandle, JobOutcome } from '../jobs/job-table'
import type { ModelVocabulary, RunProperties } from '../onnx/model-properties'
import type { ServiceContext } from '../service-context'
import { baselineInputsOf } from '../store/baseline-inputs'
import type { Library } from '../store/library'
import { saveModel } from '../store/models'
import { runFolder } from '../store/run-folder'
import { runWithId, type StoredRun } from '../store/runs'
import { storedPath } from '../store/stored-path'
import { checkTarget, runProperties, vocabulariesOf } from './models'

type Request = HandlerArgument<'models.exportBaseline'>

/**
 * Learns a baseline of a run and exports it as a model, as a job; notes it in the library. Its metrics are those of the run's table: of the
 * test set, or out of fold where it has folds.
 * @throws Failure `not-found`; `nothing-to-do` for a run that is still training or was never prepared; `invalid-argument` for another
 *   ending; `file-missing` when the folder is not there
 */
export function startBaselineExport(context: ServiceContext, request: Request): StartedJob {
  const library = context.library()
  const run = runWithId(library.database, request.runId)
  checkTarget(request.path)
  checkStack(run, request.baseline)
  if (run.metrics === null)
    fail(
      'nothing-to-do',
      `The run “${run.name}” was not measured, so that nobody would know how good its baselines are.`,
      'Train it to its end, on a dataset with test tracks or with folds.',
    )
  const title = `Export ${baselineDescriptors[request.baseline].title} of ${run.name}`
  const { id } = context.jobs.start({ kind: 'baselines', title, subject: run.id }, (job) =>
    exportBaseline(context, library, run, request, job),
  )
  return { jobId: id }
}

/** A stack joins networks of all tracks: it is measured out of fold, as the network is. */
function checkStack({ name, crossValidation }: StoredRun, baseline: BaselineName): void {
  if (baseline !== 'stack' || crossValidation?.onAll) return
  fail(
    'nothing-to-do',
    `The run “${name}” has no network of all tracks that its stack could join with baselines.`,
    'Train with folds and then fit a network on all tracks, or export another baseline.',
  )
}

/** What a stack is made of besides baselines. */
function stackSourceOf(library: Library, { id, network, settings }: StoredRun, vocabularies: readonly ModelVocabulary[]): StackSource {
  const { directory, weightsPath } = runFolder(library, id)
  return {
    network,
    weightsPath,
    targetScale: settings.targetScale,
    vocabularySizes: Object.fromEntries(vocabularies.map(({ modality, size }) => [modality, size])),
    runPredictionsPath: join(directory, 'predictions.json'),
    baselinePredictionsPath: join(directory, 'baselines.json'),
  }
}

async function exportBaseline(
  context: ServiceContext,
  library: Library,
  run: StoredRun,
  { baseline, path }: Request,
  job: JobHandle,
): Promise<JobOutcome> {
  const vocabularies = await vocabulariesOf(library, run, path)
  const described = vocabularies.map((vocabulary) => vocabulary.described)
  const properties = propertiesOf(context, library, run, baseline, described)
  const { sha256, cardPath, samples } = await askWorker(context.runWorker, 'export-baseline', {
    payload: {
      ...baselineInputsOf(library, run),
      name: baseline,
      ...(baseline === 'stack' && { stack: stackSourceOf(library, run, described) }),
      properties,
      outPath: path,
      copies: vocabularies.map(({ from, to }) => ({ from, to })),
    },
    onProgress: (progress) => job.progress(progress),
    signal: job.signal,
  })
  const model = saveModel(library.database, {
    name: properties.name,
    path: storedPath(library.directory, path),
    sha256,
    runId: run.id,
    modality: modalityOfNetwork(run.network),
    baseline,
    card: await readFile(cardPath, 'utf8'),
    createdAt: properties.createdAt,
  })
  context.emit({ type: 'changed', topics: ['models'] })
  const value: ChannelResult<'models.export'> = { path, sha256, modelId: model.id }
  return { summary: `${properties.name}, learnt from ${samples} samples, written to ${path}`, value }
}

/** What the model says about itself as far as it follows from the run: the figures are those of the run's table. */
function propertiesOf(
  context: ServiceContext,
  library: Library,
  run: StoredRun,
  baseline: BaselineName,
  vocabularies: ModelVocabulary[],
): RunProperties {
  return {
    ...runProperties(context, library, run, vocabularies),
    name: `${run.name}: ${baselineDescriptors[baseline].title}`,
    engine: 'Circumplex',
    crossValidation: null,
    levelShift: null,
    metrics: run.baselines.find(({ name }) => name === baseline)?.metrics ?? null,
  }
}
