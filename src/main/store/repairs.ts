import { type RepairSettings, repairSettingsSchema } from '@shared/contract/repair'
import type { LibraryDatabase } from './library'
import { cellsOf, nameOfCell } from './repair-cells'

const prefix = 'repair:'

/** Keeps how a repair was begun, by its name, so that its networks can be gone on with and judged again. */
export function saveRepair(database: LibraryDatabase, settings: RepairSettings): void {
  database.transaction(() => {
    const key = `${prefix}${settings.name}`
    database.prepare('DELETE FROM settings WHERE key = ?').run(key)
    database.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run(key, JSON.stringify(settings))
  })()
}

/** Forgets how a repair was begun; nothing of what it trained is deleted. */
export function deleteRepair(database: LibraryDatabase, name: string): void {
  database.prepare('DELETE FROM settings WHERE key = ?').run(`${prefix}${name}`)
}

/** How each repair was begun, the one that was begun or gone on with last first. */
export function listRepairs(database: LibraryDatabase): RepairSettings[] {
  return database
    .prepare<[number, string], { value: string }>('SELECT value FROM settings WHERE substr(key, 1, ?) = ? ORDER BY rowid DESC')
    .all(prefix.length, prefix)
    .map(({ value }) => repairSettingsSchema.parse(JSON.parse(value)))
}

/** Whether a run is one of a repair's networks, which are held against each other. @param name of the run */
export function isNetworkOfRepair(database: LibraryDatabase, name: string): boolean {
  return listRepairs(database).some((settings) => cellsOf(settings).some((cell) => nameOfCell(settings, cell) === name))
}
