import type { Dataset } from '@shared/contract/datasets'
import type { StudyRow, StudySettings } from '@shared/contract/study'
import type { Modality } from '@shared/domain/modality'
import { branchesOfPublished } from '@shared/domain/published-networks'
import { publishedResults } from '@shared/domain/published-results'
import type { ServiceContext } from '../../service-context'
import { datasetCandidates, listDatasets } from '../../store/datasets'
import type { LibraryDatabase } from '../../store/library'
import { listRuns, type StoredRun } from '../../store/runs'
import { cellsOf, nameOfCell, type StudyCell } from './study-plan'

/** Where every run of a study stands, in the order in which they are trained. */
export function studyRows(context: ServiceContext, settings: StudySettings): StudyRow[] {
  const { database } = context.library()
  const present = presentModalities(database)
  return cellsOf(settings).map((cell) => studyRow(database, settings, cell, present))
}

/** One run of a study. */
export function studyRow(database: LibraryDatabase, settings: StudySettings, cell: StudyCell, present: ReadonlySet<Modality>): StudyRow {
  const dataset = datasetOfCell(database, settings, cell)
  const run = dataset ? runOfCell(database, settings, dataset.id) : null
  const lacking = branchesOfPublished(cell.modality).filter((modality) => !present.has(modality))
  const reason = lacking.length > 0 ? `No labelled track has ${lacking.join(' or ')}.` : (run?.failure ?? null)
  const waiting = lacking.length > 0 ? 'not-possible' : 'waiting'
  return {
    ...cell,
    datasetId: dataset?.id ?? null,
    runId: run?.id ?? null,
    state: run?.state ?? waiting,
    reason,
    epochsDone: run?.epochsDone ?? 0,
    metrics: run?.metrics ?? null,
    onPublishedScale: run?.metrics ? onPublishedScale(run.metrics) : null,
    leak: run?.leak ?? dataset?.leak ?? null,
    published: publishedOf(cell),
  }
}

/** The dataset of a cell, if it was frozen already. */
export function datasetOfCell(database: LibraryDatabase, settings: StudySettings, cell: StudyCell): Dataset | null {
  return listDatasets(database).find(({ name }) => name === nameOfCell(settings, cell)) ?? null
}

/** What at least one labelled track has. */
export function presentModalities(database: LibraryDatabase): Set<Modality> {
  return new Set(datasetCandidates(database, {}).flatMap(({ has }) => [...has]))
}

/** The newest run of the study's length on a dataset. */
function runOfCell(database: LibraryDatabase, { epochs, seed }: StudySettings, datasetId: number): StoredRun | null {
  return (
    listRuns(database).find((run) => run.datasetId === datasetId && run.settings.epochs === epochs && run.settings.seed === seed) ?? null
  )
}

function publishedOf({ modality }: StudyCell): StudyRow['published'] {
  const row = publishedResults.find(({ model }) => model === modality)
  if (!row) throw new RangeError(`Nothing was published for ${modality}.`)
  return { ...row, quadrantAccuracy: [...row.quadrantAccuracy] }
}

/** Errors on 0…1, half as wide as −1…1. */
function onPublishedScale({ valence, arousal }: NonNullable<StudyRow['metrics']>): StudyRow['onPublishedScale'] {
  if (valence === null || arousal === null) return null
  const scaled = ({ mae, mse, r2 }: typeof valence): { mae: number; mse: number; r2: number } => ({
    mae: mae.value / 2,
    mse: mse.value / 4,
    r2: r2.value,
  })
  return { valence: scaled(valence), arousal: scaled(arousal) }
}
