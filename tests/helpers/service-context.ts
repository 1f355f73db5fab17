import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { settingsSchema } from '@shared/contract/app'
import type { AppEvent } from '@shared/contract/events'
import { openChoicesFile } from '@main/choices-file'
import { createDevices } from '@main/jobs/devices'
import { createJobTable } from '@main/jobs/job-table'
import type { RunWorker } from '@main/jobs/run-worker'
import type { ServiceContext } from '@main/service-context'
import type { Library } from '@main/store/library'
import { openDatabase } from '@main/store/open-database'
import { seedLabelling } from '@main/store/shipped-labelling'
import { resourcesDirectory } from './library'
import { addTaggedTracks, type EmotionTag } from './tagged-tracks'

/** A context on a library of its own, with every event that it sent to the window. */
export interface TestContext {
  readonly context: ServiceContext
  readonly library: Library
  readonly events: AppEvent[]
  /** Causes of unexpected failures. */
  readonly log: string[]
}

const opened: Library[] = []

afterEach(() => {
  for (const library of opened.splice(0)) library.close()
})

const noWorker: RunWorker = (kind) => Promise.reject(new Error(`This test starts no ${kind} worker.`))

/**
 * A service context on a new library in memory (its folder is a temporary one) with the shipped lexicon; closed after the test.
 * @param options.runWorker what answers jobs; without it a job fails
 * @param options.kept leaves closing to the caller, for a library that several tests share
 * @param options.tracks emotion tags of tracks to begin with
 */
export function createTestContext(
  options: { kept?: boolean; runWorker?: RunWorker; tracks?: readonly (readonly EmotionTag[])[] } = {},
): TestContext {
  const directory = mkdtempSync(join(tmpdir(), 'circumplex-test-'))
  for (const name of ['features', 'models', 'runs']) mkdirSync(join(directory, name))
  const database = openDatabase(':memory:', { create: true, backup: () => undefined })
  const library: Library = {
    directory,
    database,
    close: () => {
      database.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
  if (options.kept !== true) opened.push(library)
  seedLabelling(database, resourcesDirectory, '2026-01-01T00:00:00.000Z')
  if (options.tracks) addTaggedTracks(database, options.tracks)
  const events: AppEvent[] = []
  const log: string[] = []
  const runWorker = options.runWorker ?? noWorker
  const context: ServiceContext = {
    library: () => library,
    runWorker,
    devices: createDevices(runWorker),
    choices: openChoicesFile(join(directory, 'compared-devices.json')),
    jobs: createJobTable(
      (job) => events.push({ type: 'job', job }),
      (entry) => log.push(entry),
    ),
    emit: (event) => events.push(event),
    log: (entry) => log.push(entry),
    settings: () => settingsSchema.parse({ author: 'tester' }),
    now: () => new Date('2026-01-02T03:04:05.000Z'),
    resourcesDirectory,
  }
  return { context, library, events, log }
}
