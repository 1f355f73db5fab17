import type { PeaksPayload, PeaksResult } from '@shared/contract/workers/peaks'
import { fail } from '@shared/domain/failure'
import { blockLength } from './audio-block'
import type { AudioBlock } from './audio-block'
import { inspectAudioFile } from './audio-file'
import { decodeInspected } from './decode'
import type { JobListeners } from '@shared/contract/job-listeners'
import { createPeakMeter } from './peaks'
import type { PeakMeter } from './peaks'
import { writePeaks } from './peaks-file'
import { createWavStream } from './wav-stream'
import { writeFileAtomically } from '../files/write-atomically'

/**
 * Makes the peaks of a file and, when asked for, a WAV file of it that Chromium can play; decodes once.
 * @throws Failure as `decodeBlocks`; the signal's reason when cancelled
 */
export async function makePeaks(payload: PeaksPayload, listeners: Pick<JobListeners<never>, 'progress' | 'signal'>): Promise<PeaksResult> {
  const { path, cachePath, playableWavPath } = payload
  let meter: PeakMeter | undefined
  const addBlocks = async (onBlock: (block: AudioBlock) => Promise<void>): Promise<void> => {
    let [seconds, reported] = [0, 0]
    for await (const block of decodeInspected(await inspectAudioFile(path))) {
      listeners.signal.throwIfAborted()
      meter ??= createPeakMeter(block.sampleRate)
      meter.add(block)
      await onBlock(block)
      seconds += blockLength(block) / block.sampleRate
      if (seconds < reported + 60) continue
      reported = seconds
      listeners.progress({ done: Math.round(seconds), total: 0, message: `${Math.round(seconds / 60)} min read` })
    }
  }
  if (playableWavPath === undefined) await addBlocks(() => Promise.resolve())
  else await writePlayable(playableWavPath, addBlocks)
  const peaks = meter?.finish() ?? fail('internal', `'${path}' gave no blocks.`, 'Copy diagnostics from the Help menu and report this.')
  await writePeaks(cachePath, peaks)
  const { peaksPerSecond, durationSeconds, pairs } = peaks
  return { cachePath, peaksPerSecond, durationSeconds, pairs: pairs.length / 2, playableWavPath: playableWavPath ?? null }
}

async function writePlayable(path: string, addBlocks: (onBlock: (block: AudioBlock) => Promise<void>) => Promise<void>): Promise<void> {
  await writeFileAtomically(path, async (handle) => {
    const wav = createWavStream(handle)
    await addBlocks((block) => wav.add(block))
    await wav.finish()
  })
}
