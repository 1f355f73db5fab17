import type { Handlers } from '@shared/contract/channels'
import type { trainingChannels } from '@shared/contract/training'
import { publishedResults } from '@shared/domain/published-results'
import type { ServiceContext } from '../service-context'
import { writeReport } from './write-report'

type ReportHandlers = Pick<Handlers<keyof typeof trainingChannels>, 'results.published' | 'report.write'>

/** Answers the channels of published results and the page of results. */
export function createReportHandlers(context: ServiceContext): ReportHandlers {
  return {
    'results.published': () => publishedResults.map((row) => ({ ...row, quadrantAccuracy: [...row.quadrantAccuracy] })),
    'report.write': ({ directory }) => writeReport(context, directory),
  }
}
