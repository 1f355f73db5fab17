import { mkdir, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type SampleLibraryItem,
  type SampleLibraryPayload,
  type SampleLibraryResult,
  sampleManifestSchema,
  sampleTruthSchema,
} from '@shared/contract/workers/sample-library'
import { writeFileAtomically } from '../files/write-atomically'
import { describeSample, type PlannedTrack, sampleManifest } from './describe-sample'
import { sampleRate } from './perform'
import { synthesisePiece } from './piece'
import { encodeWav, encodeWavHeader, type WavInfo } from './wav'

/** Raise it when pieces of the same seed begin to sound different: files of an older synthesiser are then made anew. */
const synthesiserVersion = 1

/** How the maker speaks with the one who waits. */
export interface SampleListener {
  progress(progress: { done: number; total: number; message: string }): void
  item(item: SampleLibraryItem): void
  readonly signal: AbortSignal
  yieldToEvents(): Promise<void>
}

/**
 * Makes the sample library: `audio/*.wav`, `sample-truth.json` and, last, `sample.json`. Pieces that the same seed made
 * before are kept; each file appears whole or not at all.
 * @throws the signal's reason when it is aborted; what is finished stays and is kept by the next call
 */
export async function writeSample(payload: SampleLibraryPayload, listener: SampleListener): Promise<SampleLibraryResult> {
  const tracks = describeSample(payload)
  await mkdir(join(payload.directory, 'audio'), { recursive: true })
  const total = tracks.length
  const counts = { made: 0, kept: 0, totalBytes: 0 }
  for (const [index, planned] of tracks.entries()) {
    listener.signal.throwIfAborted()
    const { outcome, bytes } = await writePiece(payload, planned)
    counts[outcome] += 1
    counts.totalBytes += bytes
    listener.item({ fileName: planned.track.fileName, outcome })
    listener.progress({ done: index + 1, total, message: planned.track.title })
    await listener.yieldToEvents()
  }
  return { directory: payload.directory, ...(await writeManifest(payload, tracks)), ...counts }
}

async function writePiece(
  { directory, seed }: SampleLibraryPayload,
  { track, plan }: PlannedTrack,
): Promise<{ outcome: 'made' | 'kept'; bytes: number }> {
  const path = join(directory, track.fileName)
  const { title, artist, album, genre, externalId } = track
  const info: WavInfo = {
    title,
    artist,
    album,
    genre,
    comment: `Synthetic. Circumplex synthesiser ${synthesiserVersion}, seed ${seed}, ${externalId}`,
  }
  const header = encodeWavHeader(Math.round(plan.seconds * sampleRate), sampleRate, info)
  if (await begins(path, header.bytes, header.fileBytes)) return { outcome: 'kept', bytes: header.fileBytes }
  await writeFileAtomically(path, encodeWav(synthesisePiece(plan), sampleRate, info))
  return { outcome: 'made', bytes: header.fileBytes }
}

/** Whether the file has this size and begins with these bytes; false when there is none. */
async function begins(path: string, bytes: Uint8Array, size: number): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (found?.size !== size) return false
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(bytes.length), 0, bytes.length, 0)
    return buffer.equals(bytes)
  } finally {
    await file.close()
  }
}

async function writeManifest(
  { directory, seed }: SampleLibraryPayload,
  tracks: readonly PlannedTrack[],
): Promise<{ manifestPath: string; truthPath: string }> {
  const manifest = sampleManifestSchema.parse(sampleManifest(tracks, seed))
  const truth = sampleTruthSchema.parse(Object.fromEntries(manifest.tracks.map((track) => [track.externalId, track.truth])))
  const manifestPath = join(directory, 'sample.json')
  const truthPath = join(directory, 'sample-truth.json')
  await writeFileAtomically(truthPath, `${JSON.stringify(truth, null, 1)}\n`)
  await writeFileAtomically(manifestPath, `${JSON.stringify(manifest, null, 1)}\n`)
  return { manifestPath, truthPath }
}
