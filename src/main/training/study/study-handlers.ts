import type { Handlers } from '@shared/contract/channels'
import type { studyChannels } from '@shared/contract/study'
import type { ServiceContext } from '../../service-context'
import { lastStudySettings, saveStudySettings } from '../../store/study-settings'
import type { RunStarter } from '../runs/bring-run-to-end'
import { allRuns, resumeRun, startRun } from '../runs/manage-runs'
import { startStudy } from './study'
import { studyRows } from './study-rows'

/** Answers the channels of the study in one action. */
export function createStudyHandlers(context: ServiceContext): Handlers<keyof typeof studyChannels> {
  const runs: RunStarter = { start: (run) => startRun(context, run), resume: (runId, fallback) => resumeRun(context, runId, { fallback }) }
  return {
    'study.start': async (settings) => {
      await context.devices.check(settings)
      // Listing settles the runs that were cut off when the program ended, so that the study resumes them.
      allRuns(context)
      saveStudySettings(context.library().database, settings)
      return startStudy(context, runs, settings)
    },
    'study.begun': () => lastStudySettings(context.library().database),
    'study.results': (settings) => studyRows(context, settings),
  }
}
