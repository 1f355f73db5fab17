import type { Run } from '@shared/contract/training'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { defineStore } from 'pinia'
import { libraryRef } from '../library-change'

/** The settings of the study, where its text names them (epochs are scaled to the size of the library). */
export const publishedSettings: TrainingSettings = trainingSettingsSchema.parse({})

/** What the next run is trained on and how; kept while other views are open. */
export const useNextRunStore = defineStore('next-run', () => {
  const settings = libraryRef<TrainingSettings>(publishedSettings)
  const datasetId = libraryRef<number | null>(null)

  /** Begins with the dataset and the settings of an earlier run. */
  function beginWith(run: Pick<Run, 'settings' | 'datasetId'>): void {
    settings.value = run.settings
    datasetId.value = run.datasetId
  }

  return { settings, datasetId, beginWith }
})
