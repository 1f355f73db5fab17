import { basename } from 'node:path'
import type { Handlers } from '@shared/contract/channels'
import type { JobKind, StartedJob } from '@shared/contract/jobs'
import type { archiveChannels } from '@shared/contract/label-archive'
import { requireFolderOf } from '../../files/user-file'
import type { JobOutcome } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { isLabelArchive } from './archive-file'
import { type ArchivePace, archivePace } from './archive-pace'
import { exportArchive } from './export-archive'
import { importArchive, previewArchive } from './import-archive'
import { countOf } from './taking'

/** Answers the channels of label archives: each is a job, because a library may hold hundreds of thousands of labels. */
export function createArchiveHandlers(context: ServiceContext): Handlers<keyof typeof archiveChannels> {
  return {
    'labels.archive.export': (argument) => {
      requireFolderOf(argument.path)
      return start(context, 'export-labels', `Export ${basename(argument.path)}`, async (pace) => {
        const value = await exportArchive(context, argument, pace)
        return { summary: `${countOf(value.labels, 'label')} written to ${value.path}`, value }
      })
    },
    'labels.archive.preview': (argument) => {
      if (!isLabelArchive(argument.path)) return null
      return start(context, 'import-labels', `Look at ${basename(argument.path)}`, async (pace) => {
        const value = await previewArchive(context, argument, pace)
        return { summary: `${countOf(value.imported, 'label')} to add`, value }
      })
    },
    'labels.archive.import': (argument) =>
      start(context, 'import-labels', `Import ${basename(argument.path)}`, async (pace) => {
        const value = await importArchive(context, argument, pace)
        return { summary: `${countOf(value.imported, 'label')} imported`, value }
      }),
  }
}

function start(context: ServiceContext, kind: JobKind, title: string, work: (pace: ArchivePace) => Promise<JobOutcome>): StartedJob {
  const { id } = context.jobs.start({ kind, title }, (job) => work(archivePace(job)))
  return { jobId: id }
}
