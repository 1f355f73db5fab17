import type { StartedJob } from '@shared/contract/jobs'
import type { RepairRequest, RepairSettings } from '@shared/contract/repair'
import { fail } from '@shared/domain/failure'
import type { JobHandle, JobOutcome } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { insertDataset, listDatasets } from '../../store/datasets'
import { cellsOf, datasetOfCell, nameOfCell, type RepairCell } from '../../store/repair-cells'
import { judgeRepair, repairRun } from '../../store/repair-results'
import { listRepairs, saveRepair } from '../../store/repairs'
import { listRuns } from '../../store/runs'
import { bringRunToEnd, runningJob, type RunStarter } from '../runs/bring-run-to-end'
import { composeRepair, type RepairMaterial, repairMaterial } from './compose-repair'
import { isSameRepair, named, trainingSettingsOf } from './repair-plan'

/**
 * Starts, or goes on with, a repair as one job; one that is going on already is answered again.
 * @throws Failure `already-exists` when a repair of this name judges something else; what `repairMaterial` throws
 */
export function startRepair(context: ServiceContext, runs: RunStarter, request: RepairRequest): StartedJob {
  const settings = named(request)
  const running = runningJob(context, 'repair', settings.name)
  if (running) return running
  const { database } = context.library()
  checkName(listRepairs(database), settings)
  const material = repairMaterial(context, settings)
  const { id } = context.jobs.start({ kind: 'repair', title: `Prove with models: ${settings.name}`, subject: settings.name }, (job) =>
    runRepair(context, runs, settings, material, job),
  )
  return { jobId: id }
}

function checkName(repairs: readonly RepairSettings[], settings: RepairSettings): void {
  const earlier = repairs.find(({ name }) => name === settings.name)
  if (!earlier || isSameRepair(earlier, settings)) return
  fail(
    'already-exists',
    `A repair named “${settings.name}” was begun with other versions, another judge, or other settings of its tracks.`,
    'Choose another name, or the settings that it was begun with.',
  )
}

/**
 * Freezes all datasets before the first network learns, so that all networks see the library as it is now; all of them or none.
 * @throws Failure what `composeRepair` throws
 */
function freezeMissing(context: ServiceContext, settings: RepairSettings, material: RepairMaterial): void {
  const { database } = context.library()
  const present = listDatasets(database)
  const missing = cellsOf(settings).filter((cell) => datasetOfCell(present, settings, cell) === null)
  database.transaction(() => {
    for (const cell of missing) insertDataset(database, composeRepair(context, settings, cell, material))
    saveRepair(database, settings)
  })()
  context.emit({ type: 'changed', topics: ['datasets'] })
}

/**
 * Trains the networks that are missing, one after the other; what is done is kept, what was broken off goes on.
 * @throws Failure `cancelled`; what `composeRepair` throws
 */
async function runRepair(
  context: ServiceContext,
  runs: RunStarter,
  settings: RepairSettings,
  material: RepairMaterial,
  job: JobHandle,
): Promise<JobOutcome> {
  freezeMissing(context, settings, material)
  const cells = cellsOf(settings)
  for (const [done, cell] of cells.entries()) {
    job.progress({ done, total: cells.length, message: nameOfCell(settings, cell) })
    await trainCell(context, runs, settings, cell, job)
    if (job.signal.aborted) fail('cancelled', `The repair “${settings.name}” was stopped.`, 'Start it again: it goes on where it stopped.')
  }
  const result = judgeRepair(context.library().database, settings)
  const conclusions = result.networks.flatMap(({ rows }) => rows.map(({ conclusion }) => conclusion)).filter((text) => text !== '')
  const trained = result.runs.filter(({ state }) => state === 'done').length
  return { summary: [`${trained} of ${cells.length} networks are done`, ...conclusions].join('. '), value: result }
}

/** Brings a network to its end; one that cannot be trained is left with its reason, and the others go on. */
async function trainCell(
  context: ServiceContext,
  runs: RunStarter,
  settings: RepairSettings,
  cell: RepairCell,
  job: JobHandle,
): Promise<void> {
  const { database } = context.library()
  const before = repairRun(database, settings, cell)
  const { datasetId } = before
  if (before.state === 'done' || datasetId === null) return
  const start = () =>
    runs.start({
      datasetId,
      name: nameOfCell(settings, cell),
      settings: trainingSettingsOf(settings, cell, vectorsOf(context, settings, cell)),
    })
  try {
    await bringRunToEnd(context, runs, job, before, start)
  } catch (error) {
    // A run that failed keeps its reason; one that was never stored has none to keep.
    if (job.signal.aborted || repairRun(database, settings, cell).runId !== null) return
    throw error
  }
}

/** The word vectors that an earlier network of the same modality in this repair reads. */
function vectorsOf(context: ServiceContext, settings: RepairSettings, { modality }: RepairCell): number | null {
  const { database } = context.library()
  const [datasets, runs] = [listDatasets(database), listRuns(database)]
  const own = cellsOf(settings).filter((cell) => cell.modality === modality)
  const ids = new Set(own.map((cell) => datasetOfCell(datasets, settings, cell)?.id))
  return runs.find(({ datasetId, settings: { embeddingId } }) => ids.has(datasetId) && embeddingId !== null)?.settings.embeddingId ?? null
}
