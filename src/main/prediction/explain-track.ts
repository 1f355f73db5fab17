import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChannelResult, HandlerArgument } from '@shared/contract/channels'
import type { Explanation } from '@shared/contract/explanation-channels'
import type { ExplainedFile, ExplanationPayload } from '@shared/contract/workers/explanation'
import { fail } from '@shared/domain/failure'
import { modalityOfNetwork } from '@shared/domain/network'
import { askWorker } from '../jobs/ask-worker'
import type { JobHandle, JobOutcome } from '../jobs/job-table'
import type { ServiceContext } from '../service-context'
import { modelWithId } from '../store/models'
import { runWithId } from '../store/runs'
import { trackNames } from '../store/text-bodies'
import { requestOfTracks } from './library-request'
import { toModel, writeModelOfRun } from './models'

/** The same track and model give the same explanation. */
const seed = 1

/** What predicts the track that is explained. */
interface Explained {
  readonly name: string
  readonly modality: string
  /** Gives the model file; what it wrote into the folder is thrown away afterwards. */
  file(folder: string): Promise<string>
}

/**
 * Starts to explain why a track is predicted as it is.
 * @throws Failure `not-found` for the track, the model or the run; `file-missing` for the model file; `nothing-to-do` where the track lacks
 *   what the model reads
 */
export function startExplanation(
  context: ServiceContext,
  request: HandlerArgument<'explanations.start'>,
): ChannelResult<'explanations.start'> {
  const library = context.library()
  const title = trackNames(library.database).get(request.trackId)
  if (title === undefined) return fail('not-found', `There is no track ${request.trackId}.`, 'Choose a track of this library.')
  const explained = request.runId === undefined ? storedModel(context, request.modelId ?? 0) : weightsOfRun(context, request.runId)
  const [file] = requestOfTracks(library, explained.modality, [request.trackId]).files
  if (!file) throw new RangeError('A request of one track has its file.')
  const job = { kind: 'explanation', title: `Why “${title}” by ${explained.name}`, subject: String(request.trackId) } as const
  const { id } = context.jobs.start(job, async (handle) => {
    const found = await explain(context, explained, { file, seed, resourcesDirectory: context.resourcesDirectory }, handle)
    return outcomeOf({ ...found, trackId: request.trackId, title, model: explained.name })
  })
  return { jobId: id }
}

function storedModel(context: ServiceContext, modelId: number): Explained {
  const library = context.library()
  const { name, modality, path, missing } = toModel(library, modelWithId(library.database, modelId))
  if (missing) fail('file-missing', `The model file ${path} is gone.`, 'Export the run again, or explain by the run itself.')
  return { name, modality, file: () => Promise.resolve(path) }
}

function weightsOfRun(context: ServiceContext, runId: string): Explained {
  const run = runWithId(context.library().database, runId)
  const file = async (folder: string): Promise<string> => (await writeModelOfRun(context, run, join(folder, 'run.onnx'))).path
  return { name: run.name, modality: modalityOfNetwork(run.network), file }
}

async function explain(
  context: ServiceContext,
  { file }: Explained,
  payload: Omit<ExplanationPayload, 'modelPath'>,
  { progress, signal }: JobHandle,
): Promise<ExplainedFile> {
  const folder = mkdtempSync(join(tmpdir(), 'circumplex-why-'))
  try {
    const modelPath = await file(folder)
    return await askWorker(context.runWorker, 'explanation', { payload: { ...payload, modelPath }, onProgress: progress, signal })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function outcomeOf(value: Explanation): JobOutcome {
  const parts = [value.spans.length > 0 ? 'seconds' : '', value.words.length > 0 ? 'words' : ''].filter(Boolean)
  return { summary: `Which ${parts.join(' and ') || 'parts'} moved the prediction of “${value.title}” is known`, value }
}
