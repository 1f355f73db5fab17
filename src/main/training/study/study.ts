import type { StartedJob } from '@shared/contract/jobs'
import type { StudyRow, StudySettings } from '@shared/contract/study'
import { asFailure, fail } from '@shared/domain/failure'
import { isModality, isTextKind, type Modality } from '@shared/domain/modality'
import { branchesOfPublished } from '@shared/domain/published-networks'
import type { JobHandle, JobOutcome } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { listEmbeddings } from '../../store/embeddings'
import { freezeDataset } from '../datasets/freeze-dataset'
import { learnEmbedding } from '../embeddings/make-embedding'
import { bringRunToEnd, runningJob, type RunStarter } from '../runs/bring-run-to-end'
import { cellsOf, datasetSettingsOf, nameOfCell, nameOfVectors, type StudyCell, trainingSettingsOf, vectorSettingsOf } from './study-plan'
import { datasetOfCell, presentModalities, studyRow } from './study-rows'

/** What the cells of one study share. */
interface StudyWork {
  readonly context: ServiceContext
  readonly runs: RunStarter
  readonly settings: StudySettings
  readonly present: ReadonlySet<Modality>
  readonly job: JobHandle
}

/** Starts, or goes on with, the study as one job; one that is going on already is answered again. */
export function startStudy(context: ServiceContext, runs: RunStarter, settings: StudySettings): StartedJob {
  const running = runningJob(context, 'study', settings.name)
  if (running) return running
  const { id } = context.jobs.start(
    {
      kind: 'study',
      title: settings.name === 'Study' ? 'Reproduce the study' : `Reproduce the study as “${settings.name}”`,
      subject: settings.name,
    },
    (job) => runStudy(context, runs, settings, job),
  )
  return { jobId: id }
}

/**
 * Freezes the datasets and trains the runs that are missing, one after the other; what is done is kept, what was broken off goes on.
 * A run that cannot be trained is reported with its reason, and the others go on.
 * @throws Failure `already-exists` when a study of this name was begun with other settings; `cancelled`
 */
export async function runStudy(context: ServiceContext, runs: RunStarter, settings: StudySettings, job: JobHandle): Promise<JobOutcome> {
  const work: StudyWork = { context, runs, settings, present: presentModalities(context.library().database), job }
  const cells = cellsOf(settings)
  const rows: StudyRow[] = []
  for (const [done, cell] of cells.entries()) {
    job.progress({ done, total: cells.length, message: nameOfCell(settings, cell) })
    rows.push(await trainCell(work, cell, rows))
    if (job.signal.aborted) fail('cancelled', `The study “${settings.name}” was stopped.`, 'Start it again: it goes on where it stopped.')
  }
  const trained = rows.filter(({ state }) => state === 'done').length
  return { summary: `${trained} of ${rows.length} runs of the study are done`, value: rows }
}

/** Brings one run of the study to its end, if it is not there yet. */
async function trainCell(work: StudyWork, cell: StudyCell, earlier: readonly StudyRow[]): Promise<StudyRow> {
  const before = rowOf(work, cell)
  if (before.state === 'not-possible') return before
  const datasetId = await ensureDataset(work, cell)
  if (before.state === 'done') return before
  const branches = branchRuns(cell, earlier)
  if (typeof branches === 'string') return { ...before, datasetId, state: 'not-possible', reason: branches }
  try {
    const begin = (): Promise<StartedJob> => startRun(work, cell, datasetId, branches)
    await bringRunToEnd(work.context, work.runs, work.job, before, begin, work.settings.fallback)
  } catch (error) {
    const { code, message } = asFailure(error)
    if (code === 'unsupported') return { ...rowOf(work, cell), state: 'not-possible', reason: message }
    if (code === 'no-library') throw error
    return { ...rowOf(work, cell), reason: message }
  }
  return rowOf(work, cell)
}

function rowOf({ context, settings, present }: StudyWork, cell: StudyCell): StudyRow {
  return studyRow(context.library().database, settings, cell, present)
}

/** The runs that a fusion takes its branches from; none for a network of one branch; a sentence when one is missing. */
function branchRuns({ form, modality }: StudyCell, earlier: readonly StudyRow[]): Partial<Record<Modality, string>> | string {
  const branches = branchesOfPublished(modality)
  if (branches.length < 2) return {}
  const runs: Partial<Record<Modality, string>> = {}
  for (const branch of branches) {
    const row = earlier.find((candidate) => candidate.form === form && candidate.modality === branch)
    if (row?.state !== 'done' || row.runId === null) return `It needs the run of ${branch}, which is not done.`
    runs[branch] = row.runId
  }
  return runs
}

async function ensureDataset({ context, settings, present }: StudyWork, cell: StudyCell): Promise<number> {
  const common = [...new Set(cellsOf(settings).flatMap(({ modality }) => branchesOfPublished(modality)))].filter((modality) =>
    present.has(modality),
  )
  const wanted = datasetSettingsOf(settings, cell, common)
  const found = datasetOfCell(context.library().database, settings, cell)
  if (!found) return (await freezeDataset(context, wanted)).id
  if (JSON.stringify(found.settings) === JSON.stringify(wanted)) return found.id
  return fail(
    'already-exists',
    `A study named “${settings.name}” was begun with other settings, or with other texts and audio in the library.`,
    'Choose another name, or the settings that it was begun with.',
  )
}

async function startRun(
  work: StudyWork,
  cell: StudyCell,
  datasetId: number,
  branches: Partial<Record<Modality, string>>,
): Promise<StartedJob> {
  const { runs, settings } = work
  return runs.start({
    datasetId,
    name: nameOfCell(settings, cell),
    settings: trainingSettingsOf(settings, cell, branches, await vectorsOf(work, cell)),
  })
}

/**
 * The word vectors of a text network: those of this study, learnt from the library's texts by the first run that needs them; null for
 * the other networks.
 */
async function vectorsOf({ context, settings, job }: StudyWork, { modality }: StudyCell): Promise<number | null> {
  if (!isModality(modality) || !isTextKind(modality)) return null
  const name = nameOfVectors(settings, modality)
  const library = context.library()
  const known = listEmbeddings(library.database).find((embedding) => embedding.name === name && embedding.kinds.includes(modality))
  if (known && known.size !== settings.vectorSize) {
    fail(
      'already-exists',
      `The study “${settings.name}” was begun with word vectors of ${known.size} numbers, not ${settings.vectorSize}.`,
      'Choose another name, or the size that it was begun with.',
    )
  }
  return (known ?? (await learnEmbedding(context, library, { name, kinds: [modality], settings: vectorSettingsOf(settings) }, job))).id
}
