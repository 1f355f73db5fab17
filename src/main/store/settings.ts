import type { LibraryDatabase } from './library'

/** A value kept with the library, or null. */
export function readSetting(database: LibraryDatabase, key: string): string | null {
  const value = database.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key)
  return typeof value === 'string' ? value : null
}

/** Keeps a value with the library; the last one written stays. */
export function writeSetting(database: LibraryDatabase, key: string, value: string): void {
  database.prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
}
