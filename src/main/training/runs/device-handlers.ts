import type { Handlers } from '@shared/contract/channels'
import type { deviceChannels, DeviceQuestion } from '@shared/contract/device-channels'
import type { BatchSuggestion, ComparedDevices } from '@shared/contract/devices'
import type { StartedJob } from '@shared/contract/jobs'
import { anyDevice } from '@shared/domain/device'
import type { DeviceChoice } from '@shared/domain/device-choice'
import { isTextKind } from '@shared/domain/modality'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../../service-context'
import { datasetWithId } from '../../store/datasets'
import { embeddingWithId } from '../../store/embeddings'
import { designRun } from './design-run'
import { type Candidate, candidatesOf, choiceOf, compareCandidates, type ComparedWork, keyOfComparison } from '../devices/compare'
import { suggestBatch } from '../devices/suggest-batch'

/** How many words a vocabulary is taken to have before one is chosen. */
const usualVocabulary = 5000

/** Answers the channels of devices. */
export function createDeviceHandlers(context: ServiceContext): Handlers<keyof typeof deviceChannels> {
  return {
    'devices.list': () => context.devices.list(),
    'devices.find': ({ again }) => context.devices.find(again),
    'devices.compare': (question) => startComparison(context, question),
    'devices.remembered': (question) => remembered(context, question),
    'devices.suggestBatch': (question) => suggestBatchFor(context, question),
  }
}

function startComparison(context: ServiceContext, question: DeviceQuestion): StartedJob {
  const work = workOf(context, question)
  const { id } = context.jobs.start({ kind: 'comparison', title: 'Compare devices' }, async (job) => {
    const candidates = await candidatesFor(context, question, work)
    const { compared, failed } = await compareCandidates(context, work, candidates, job)
    if (compared.length === 0)
      return fail('device-lost', `Nothing could compute a step: ${failed.map(({ reason }) => reason).join(' ')}`, 'Run `npm run doctor`.')
    if (candidates.length > 1) context.choices.keep(keyOfComparison(work, candidates), compared)
    const choice = choiceOf(compared, failed, false)
    return { summary: choice.reason, value: { choice, failed } satisfies ComparedDevices }
  })
  return { jobId: id }
}

/** What `auto` remembers of a network on this machine; null where it would compare. */
async function remembered(context: ServiceContext, question: DeviceQuestion): Promise<DeviceChoice | null> {
  const work = workOf(context, question)
  const compared = context.choices.find(keyOfComparison(work, await candidatesFor(context, question, work)))
  return compared && choiceOf(compared, [], true)
}

/** Nothing is asked of engines: what they can use besides WebGPU says nothing of its memory. */
async function suggestBatchFor(context: ServiceContext, question: DeviceQuestion): Promise<BatchSuggestion | null> {
  const adapters = await context.devices.adaptersFor(question.settings)
  return adapters.length === 0 ? null : suggestBatch(adapters, question.settings, workOf(context, question))
}

/** Every engine of the settings on every device but software adapters. */
async function candidatesFor(
  { devices }: ServiceContext,
  { settings: { engine } }: DeviceQuestion,
  work: ComparedWork,
): Promise<Candidate[]> {
  const wish = { engine, device: anyDevice }
  return candidatesOf(wish, await devices.offered(await devices.adaptersFor(wish)), work)
}

/** The network of settings as a run of the dataset would train it. */
function workOf(context: ServiceContext, { datasetId, settings: given }: DeviceQuestion): ComparedWork {
  const library = context.library()
  const { excerptRule } = datasetWithId(library.database, datasetId).settings
  const { settings, network } = designRun(library, datasetId, given)
  const words = settings.embeddingId === null ? usualVocabulary : embeddingWithId(library.database, settings.embeddingId).words + 1
  const kinds = network.branches.map(({ modality }) => modality).filter(isTextKind)
  return {
    network,
    excerptRule,
    batchSize: settings.batchSize,
    vocabularySizes: Object.fromEntries(kinds.map((kind) => [kind, words])),
  }
}
