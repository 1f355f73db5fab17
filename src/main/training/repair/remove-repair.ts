import type { RemovedRepair, RepairSettings } from '@shared/contract/repair'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../../service-context'
import { deleteDataset, listDatasets, runsOfDataset } from '../../store/datasets'
import type { LibraryDatabase } from '../../store/library'
import { cellsOf, datasetOfCell, nameOfCell, runOfCell } from '../../store/repair-cells'
import { deleteRepair, listRepairs } from '../../store/repairs'
import { listRuns } from '../../store/runs'
import { runningJob } from '../runs/bring-run-to-end'
import { removeRun } from '../runs/manage-runs'

/**
 * Removes a repair with the runs that it trained and the datasets that it froze for them. Models exported from the runs stay, and so do
 * label versions, the judge, and datasets on which other runs were trained.
 * @throws Failure `not-found`; `forbidden` while it, or one of its runs, is going on
 */
export async function removeRepair(context: ServiceContext, name: string): Promise<RemovedRepair> {
  const { database } = context.library()
  const settings =
    listRepairs(database).find((repair) => repair.name === name) ??
    fail('not-found', `There is no proof named “${name}”.`, 'Look at the list of proofs in Compare versions.')
  const { datasetIds, runIds } = partsOf(database, settings)
  if (runningJob(context, 'repair', name) || runIds.some((id) => runningJob(context, 'training', id)))
    fail('forbidden', `The proof “${name}” is going on.`, 'Cancel it first.')
  for (const id of runIds) await removeRun(context, id)
  const unused = datasetIds.filter((id) => runsOfDataset(database, id).length === 0)
  database.transaction(() => {
    for (const id of unused) deleteDataset(database, id)
    deleteRepair(database, name)
  })()
  context.emit({ type: 'changed', topics: ['datasets'] })
  return { name, runs: runIds.length, datasets: unused.length }
}

/** The datasets of a repair, and the runs that it trained on them: those of its names, and those that it is judged by. */
function partsOf(database: LibraryDatabase, settings: RepairSettings): { datasetIds: number[]; runIds: string[] } {
  const [datasets, runs] = [listDatasets(database), listRuns(database)]
  const parts = cellsOf(settings).flatMap((cell) => {
    const dataset = datasetOfCell(datasets, settings, cell)
    if (!dataset) return []
    const judged = runOfCell(runs, settings, cell, dataset.id)
    const own = runs.filter(
      ({ id, datasetId, name }) => datasetId === dataset.id && (name === nameOfCell(settings, cell) || id === judged?.id),
    )
    return [{ datasetId: dataset.id, runIds: own.map(({ id }) => id) }]
  })
  return { datasetIds: parts.map(({ datasetId }) => datasetId), runIds: parts.flatMap(({ runIds }) => runIds) }
}
