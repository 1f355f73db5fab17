import type { Handlers } from '@shared/contract/channels'
import type { runFileChannels } from '@shared/contract/run-files'
import type { ServiceContext } from '../../service-context'
import { runWithId } from '../../store/runs'
import { exportRun } from '../runs/export-run'
import { reproductionOf } from '../runs/reproduction'
import { describeBundle, trainBundle } from './train-bundle'
import { writeBundle } from './write-bundle'

/** Answers the channels of runs as files. */
export function createRunFileHandlers(context: ServiceContext): Handlers<keyof typeof runFileChannels> {
  return {
    'runs.export': (argument) => exportRun(context, argument),
    'runs.bundle': (argument) => writeBundle(context, argument),
    'bundles.read': ({ path }) => describeBundle(context, path),
    'bundles.train': (argument) => trainBundle(context, argument),
    'runs.reproduction': ({ runId }) => reproductionOf(context.library(), runWithId(context.library().database, runId)),
  }
}
