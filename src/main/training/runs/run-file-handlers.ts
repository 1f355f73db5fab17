import type { Handlers } from '@shared/contract/channels'
import type { runFileChannels } from '@shared/contract/run-files'
import type { ServiceContext } from '../../service-context'
import { exportRun } from './export-run'

/** Answers the channels that write a run to a file. */
export function createRunFileHandlers(context: ServiceContext): Handlers<keyof typeof runFileChannels> {
  return { 'runs.export': (argument) => exportRun(context, argument) }
}
