import type { Waveform } from '@shared/contract/tracks'
import { Failure } from '@shared/domain/failure'
import { call } from '../api/client'
import { useJobsStore } from '../api/stores/jobs-store'

/**
 * The waveform of a track; waits for the job that makes its peaks when they are not there yet.
 * @throws Failure when the track has no audio or its file cannot be read
 */
export async function loadWaveform(trackId: number): Promise<Waveform> {
  const first = await call('tracks.waveform', { trackId })
  if (first.waveform) return first.waveform
  const job = first.jobId === null ? null : await useJobsStore().whenFinished(first.jobId)
  if (job?.failure) throw new Failure(job.failure.code, job.failure.message, job.failure.hint)
  const { waveform } = await call('tracks.waveform', { trackId })
  if (waveform) return waveform
  throw new Failure(
    'file-unreadable',
    `The audio of track ${trackId} could not be drawn.`,
    'Check that its file is there and plays elsewhere.',
  )
}
