import { datasetSettingsSchema } from '@shared/contract/datasets'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { planOfSettings } from '@main/training/runs/describe-network'
import type { LibraryDatabase } from '@main/store/library'

const settings = trainingSettingsSchema.parse({ epochs: 1, filters: 2, hiddenUnits: 4 })
const network = JSON.stringify(planOfSettings(settings).network)
const datasetSettings = JSON.stringify(datasetSettingsSchema.parse({ name: 'Empty' }))

/** Writes a run that is done, on a dataset without tracks (id 1), as raw rows: into libraries of earlier versions too. */
export function addStoredRun(database: LibraryDatabase, id: string, name = 'Run'): void {
  database
    .prepare("INSERT OR IGNORE INTO datasets (id, name, settings, digest, licence, created_at) VALUES (1, 'Empty', ?, '', '', '')")
    .run(datasetSettings)
  database
    .prepare(
      `INSERT INTO runs (id, name, dataset_id, settings, network, parameters, engine, device, state, created_at)
       VALUES (?, ?, 1, ?, ?, 1, 'tensorflow', 'CPU', 'done', '2026-01-01')`,
    )
    .run(id, name, JSON.stringify(settings), network)
}

/** Writes a run past the CHECK of its id, as somebody who wants to do harm can. */
export function addUncheckedRun(database: LibraryDatabase, id: string): void {
  database.pragma('ignore_check_constraints = ON')
  addStoredRun(database, id)
  database.pragma('ignore_check_constraints = OFF')
}
