import type { StartedJob } from '@shared/contract/jobs'
import type { Topic } from '@shared/contract/events'
import type { ServiceContext } from '../service-context'
import { describeAudioImport, importAudio } from './store-audio-folders'

/** The window hears of changes at most this often while files come in. */
const quietMilliseconds = 500

/** Starts the import of audio as a job; its value is the report (see `AudioImportReport`). */
export function startAudioImport(context: ServiceContext, folders: readonly string[]): StartedJob {
  const library = context.library()
  const changes = quietly(context)
  const { id } = context.jobs.start({ kind: 'import-audio', title: 'Import audio' }, async (job) => {
    try {
      const report = await importAudio({ runWorker: context.runWorker, now: context.now, onStored: changes.soon }, library, folders, job)
      return { summary: describeAudioImport(report), value: report }
    } finally {
      changes.now()
    }
  })
  return { jobId: id }
}

/** Says to the window that tracks changed: `soon` at most twice a second, `now` at once. */
export function quietly(context: ServiceContext): { soon(): void; now(): void } {
  const topics: Topic[] = ['library', 'tracks', 'tags', 'labels']
  let last = 0
  const emit = (): void => {
    last = context.now().getTime()
    context.emit({ type: 'changed', topics })
  }
  return {
    soon: () => {
      if (context.now().getTime() - last >= quietMilliseconds) emit()
    },
    now: emit,
  }
}
