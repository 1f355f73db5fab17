import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { createLibrary } from '@main/library/create-library'
import type { Library } from '@main/store/library'

/** Folder of what ships with the program. */
export const resourcesDirectory = resolve(import.meta.dirname, '../../resources')

/** The clock of tests that need one. */
export const testTime = new Date('2026-11-23T02:25:13.000Z')

/** A folder of the test's own, removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'circumplex-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An empty library with the shipped lexicon and stems, closed and removed when the test is over. */
export function temporaryLibrary(): Library {
  const library = createLibrary(join(temporaryFolder(), 'Test'), resourcesDirectory, testTime)
  onTestFinished(() => library.close())
  return library
}
