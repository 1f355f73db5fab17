import { stat } from 'node:fs/promises'
import type { ImportedFile } from '@shared/contract/workers/import-audio'
import { blockLength } from './audio-block'
import { inspectAudioFile } from './audio-file'
import { decodeInspected } from './decode'
import { digestFile } from '../files/digest-file'
import { createLoudnessMeter } from './loudness'
import type { LoudnessMeter } from './loudness'
import { readMetadata } from './read-metadata'

/**
 * Learns everything about an audio file that the library keeps; decodes it to the end, so that damage shows now and not later.
 * @throws Failure as `decodeBlocks`; the signal's reason when aborted
 */
export async function probeFile(path: string, signal?: AbortSignal): Promise<ImportedFile> {
  const inspected = await inspectAudioFile(path)
  let meter: LoudnessMeter | undefined
  let [samples, sampleRate, channels] = [0, 0, 0]
  for await (const block of decodeInspected(inspected)) {
    signal?.throwIfAborted()
    meter ??= createLoudnessMeter(block.sampleRate)
    meter.add(block)
    samples += blockLength(block)
    ;[sampleRate, channels] = [block.sampleRate, block.channels.length]
  }
  const { size, mtimeMs } = await stat(path)
  return {
    kind: 'file',
    path,
    digest: await digestFile(path, signal),
    sizeBytes: size,
    modifiedAtMs: Math.round(mtimeMs),
    format: inspected.format,
    durationSeconds: samples / sampleRate,
    sampleRate,
    channels,
    loudnessDb: meter?.integrated() ?? null,
    metadata: await readMetadata(path),
  }
}
