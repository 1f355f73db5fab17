import { userInfo } from 'node:os'
import { join } from 'node:path'
import { type Settings, settingsSchema } from '@shared/contract/app'
import { readJsonFile, writeJsonFile } from './files/json-file'

/** The user's settings, kept in a file of the user's data folder. */
export interface SettingsFile {
  read(): Settings
  change(change: Partial<Settings>): Settings
}

/** Opens the settings; until the user names an author it is the name of the account. */
export function openSettingsFile(userDataDirectory: string): SettingsFile {
  const path = join(userDataDirectory, 'settings.json')
  let settings = readJsonFile(path, settingsSchema, settingsSchema.parse({ author: accountName() }))
  return {
    read: () => settings,
    change: (change) => {
      settings = { ...settings, ...change }
      writeJsonFile(path, settings)
      return settings
    },
  }
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return 'annotator'
  }
}
