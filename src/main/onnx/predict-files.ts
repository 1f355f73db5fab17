import { basename } from 'node:path'
import type { Progress } from '@shared/contract/worker-messages'
import type { PredictedFile, PredictionItem, PredictionPayload, PredictionResult } from '@shared/contract/workers/prediction'
import { fail } from '@shared/domain/failure'
import { concatenate } from '../audio/audio-block'
import { keptSamples } from '../audio/constants'
import { findAudioFiles } from '../audio/find-audio-files'
import { decodeAhead, type DecodedFile, type FileToPredict } from './decode-ahead'
import type { DecodeExcerpts } from './excerpts-to-predict'
import { outputName } from './network-graph'
import { float32Output, type Session } from './session'

/** What the prediction of files needs from its surroundings. */
export interface PredictionSurroundings {
  /** From `openSession`; its graph reads `waveform`. */
  readonly session: Session
  readonly decode: DecodeExcerpts
  /** How many files are decoded ahead of the one whose excerpts are awaited. */
  readonly filesAhead: number
  readonly signal: AbortSignal
  readonly yieldToEvents: () => Promise<void>
  readonly progress: (progress: Progress) => void
  readonly item: (item: PredictionItem) => void
}

/**
 * Predicts audio files, one item each: `predicted`, or `set-aside` with the reason. Files are decoded while the model runs.
 * @throws Failure `invalid-argument` for a folder that is a file, `file-missing` for a folder that is not there, `unsupported` for a model
 *   that reads other things than waveforms; the signal's reason when cancelled
 */
export async function predictFiles(payload: PredictionPayload, surroundings: PredictionSurroundings): Promise<PredictionResult> {
  const { session, signal, item, progress } = surroundings
  rejectOtherInputs(session)
  const startedMs = performance.now()
  const { files, unreadable } = await filesToPredict(payload, signal)
  for (const one of unreadable) item(one)
  const counts = { done: 0, predicted: 0, setAside: unreadable.length, audioSeconds: 0 }
  let waiting: DecodedFile[] = []
  const finishBatch = async (): Promise<void> => {
    for (const predicted of await predictDecoded(session, waiting, payload.batchSize)) {
      counts.predicted += 1
      counts.audioSeconds += predicted.durationSeconds
      item(predicted)
    }
    waiting = []
    await surroundings.yieldToEvents()
  }
  for await (const decoding of decodeAhead(files, payload.excerptsPerTrack, surroundings.filesAhead, surroundings.decode, signal)) {
    signal.throwIfAborted()
    if (decoding.kind === 'decoded') waiting.push(decoding)
    else {
      counts.setAside += 1
      item(decoding)
    }
    if (waiting.reduce((sum, { excerpts }) => sum + excerpts.length, 0) >= payload.batchSize) await finishBatch()
    counts.done += 1
    const path = decoding.kind === 'decoded' ? decoding.file.path : decoding.path
    progress({ done: counts.done, total: files.length, message: `${realtimeFactor(counts.audioSeconds, startedMs).toFixed(0)} × realtime · ${basename(path)}` })
  }
  await finishBatch()
  return { ...resultOf(counts), seconds: (performance.now() - startedMs) / 1000, realtime: realtimeFactor(counts.audioSeconds, startedMs) }
}

function resultOf({ predicted, setAside }: { predicted: number; setAside: number }): Pick<PredictionResult, 'predicted' | 'setAside'> {
  return { predicted, setAside }
}

/** Seconds of audio per second since a moment. */
function realtimeFactor(audioSeconds: number, sinceMs: number): number {
  return audioSeconds / Math.max(1e-3, (performance.now() - sinceMs) / 1000)
}

interface FoundToPredict {
  readonly files: readonly FileToPredict[]
  readonly unreadable: readonly PredictionItem[]
}

async function filesToPredict({ files, folders }: PredictionPayload, signal: AbortSignal): Promise<FoundToPredict> {
  const { paths, unreadable } = await findAudioFiles(folders, signal)
  const named = new Set(files.map(({ path }) => path))
  const inFolders = paths.filter((path) => !named.has(path)).map((path) => ({ path, externalId: null }))
  return {
    files: [...files, ...inFolders],
    unreadable: unreadable.map(({ path, failure }) => ({ kind: 'set-aside', path, reason: failure.message })),
  }
}

async function predictDecoded(session: Session, files: readonly DecodedFile[], batchSize: number): Promise<PredictedFile[]> {
  const excerpts = files.flatMap((file) => file.excerpts)
  const outputs: number[] = []
  for (let start = 0; start < excerpts.length; start += batchSize) {
    const rows = excerpts.slice(start, start + batchSize)
    const data = concatenate(rows.map(({ samples }) => samples))
    const feeds = { waveform: { elementType: 'float32', dims: [rows.length, keptSamples], data } } as const
    outputs.push(...float32Output(await session.run(feeds), outputName))
  }
  let row = 0
  return files.map((file) => {
    const own = outputs.slice(2 * row, 2 * (row + file.excerpts.length))
    row += file.excerpts.length
    return predictionOf(file, own)
  })
}

/** @param outputs [excerpts, 2] of this file, row-major */
function predictionOf({ file, excerpts }: DecodedFile, outputs: readonly number[]): PredictedFile {
  const valence = momentsOf(outputs.filter((_, index) => index % 2 === 0))
  const arousal = momentsOf(outputs.filter((_, index) => index % 2 === 1))
  return {
    kind: 'predicted',
    path: file.path,
    externalId: file.externalId,
    valence: valence.mean,
    arousal: arousal.mean,
    spread: excerpts.length === 1 ? null : Math.sqrt((valence.variance + arousal.variance) / 2),
    startSeconds: excerpts[0]?.startSeconds ?? 0,
    durationSeconds: excerpts[0]?.durationSeconds ?? 0,
  }
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length }
}

function rejectOtherInputs({ inputNames }: Session): void {
  const others = inputNames.filter((name) => name !== 'waveform')
  if (others.length === 0) return
  fail('unsupported', `This model reads ${others.join(' and ')}, which audio files alone do not give.`, 'Choose an audio model.')
}
