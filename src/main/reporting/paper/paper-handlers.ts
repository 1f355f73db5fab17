import type { Handlers } from '@shared/contract/channels'
import type { reportChannels } from '@shared/contract/reports'
import type { ServiceContext } from '../../service-context'
import { requireFolderOf, writeUserFile } from '../../files/user-file'
import { type CompareRuns, renderReport } from './render-report'

/** Answers the channels of the report on chosen runs. @param compare holds runs against each other */
export function createPaperHandlers(context: ServiceContext, compare: CompareRuns): Handlers<keyof typeof reportChannels> {
  return {
    'report.render': ({ runIds }) => renderReport(context, compare, runIds),
    'report.runs': async ({ runIds, path }) => {
      requireFolderOf(path)
      const { html } = await renderReport(context, compare, runIds)
      writeUserFile(path, html)
      return { path }
    },
  }
}
