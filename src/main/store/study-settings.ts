import { type StudySettings, studySettingsSchema } from '@shared/contract/study'
import type { LibraryDatabase } from './library'

const key = 'study'

/** Keeps how a study was begun, so that it can be gone on with after a restart. */
export function saveStudySettings(database: LibraryDatabase, settings: StudySettings): void {
  database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(key, JSON.stringify(settings))
}

/** The settings of the study that was begun last; null where none was. */
export function lastStudySettings(database: LibraryDatabase): StudySettings | null {
  const row = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?').get(key)
  return row ? studySettingsSchema.parse(JSON.parse(row.value)) : null
}
