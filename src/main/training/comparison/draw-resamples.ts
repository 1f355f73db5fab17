import { setImmediate } from 'node:timers/promises'
import { failureOf } from '@shared/contract/result'
import { comparisonSubject } from '@shared/contract/comparison'
import { fail } from '@shared/domain/failure'
import type { FigureSums } from '@shared/domain/run-comparison/figure-sums'
import { drawResamples, prepareResamples, type Resampled, type ResamplingSettings } from '@shared/domain/run-comparison/resampled'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'

/** So long does this thread answer nothing else. */
const stepMs = 20
/** Additions of a drawing that takes about a third of a second: longer ones are jobs. */
const quickAdditions = 3e8

/**
 * Draws the resamples of a comparison. What takes long is a job of the kind `comparison` with the subject `runs`, with progress and time
 * left, which can be cancelled.
 * @param title of that job
 * @param quick so many additions need no job
 * @throws Failure `cancelled`
 */
export async function drawn(
  context: ServiceContext,
  title: string,
  sums: FigureSums,
  settings: ResamplingSettings,
  quick = quickAdditions,
): Promise<Resampled> {
  const resampled = prepareResamples(sums, settings)
  if (sums.groups * sums.columns.length * settings.resamples < quick) {
    await drawInSteps(resampled)
    return resampled
  }
  const { finished } = context.jobs.start({ kind: 'comparison', title, subject: comparisonSubject }, async (job) => {
    await drawInSteps(resampled, job)
    return { summary: `${title}: ${settings.resamples} draws`, value: null }
  })
  const { failure } = await finished
  if (failure) throw failureOf(failure)
  return resampled
}

async function drawInSteps(resampled: Resampled, job?: Pick<JobHandle, 'signal' | 'progress'>): Promise<void> {
  const { resamples } = resampled.settings
  let lastMs = performance.now()
  for (let resample = 0; resample < resamples; resample += 1) {
    drawResamples(resampled, resample, resample + 1)
    if (performance.now() - lastMs < stepMs) continue
    job?.progress({ done: resample + 1, total: resamples })
    await setImmediate()
    if (job?.signal.aborted) fail('cancelled', 'The comparison was cancelled.', 'Compare again, or with fewer draws.')
    lastMs = performance.now()
  }
}
