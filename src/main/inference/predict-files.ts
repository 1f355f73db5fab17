import { basename } from 'node:path'
import type { Progress } from '@shared/contract/worker-messages'
import type { PredictedFile, PredictionItem, PredictionPayload, PredictionResult } from '@shared/contract/workers/prediction'
import { fail } from '@shared/domain/failure'
import { concatenate } from '../audio/audio-block'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { type ReadyFile, readFilesAhead } from './decode-ahead'
import type { DecodeExcerpts } from './excerpts-to-predict'
import { outputName } from '../onnx/network-graph'
import { fileReader, filesToPredict, type ModelInputs, modelInputs, type TextEncoders } from './read-model-inputs'
import { float32Output, type Session, type TensorValue } from '../onnx/session'

/** What the prediction of files needs from the process that runs it. */
export interface PredictionEnvironment {
  /** From `openSession`; its graph reads `waveform`, `lyrics`, `comments` or some of them. */
  readonly session: Session
  /** One encoder for each kind of text that the model reads. */
  readonly encoders: TextEncoders
  readonly decode: DecodeExcerpts
  /** How the model's excerpts are cut; left out: the rule of the study. */
  readonly rule?: ExcerptRule
  /** How many files are read ahead of the one that is awaited. */
  readonly filesAhead: number
  readonly signal: AbortSignal
  readonly yieldToEvents: () => Promise<void>
  readonly progress: (progress: Progress) => void
  readonly item: (item: PredictionItem) => void
}

/**
 * Predicts files, one item each: `predicted`, or `set-aside` with the reason. Files are read while the model runs.
 * @throws Failure `invalid-argument` for a folder that is a file, `file-missing` for a folder that is not there, `unsupported` for a model
 *   that reads other things than waveforms and texts, or gives other things than valence and arousal; the signal's reason when cancelled
 */
export async function predictFiles(payload: PredictionPayload, environment: PredictionEnvironment): Promise<PredictionResult> {
  const { session, signal, item, progress, decode, rule = defaultExcerptRule } = environment
  const inputs = modelInputs(session.inputNames, environment.encoders)
  const startedMs = performance.now()
  const { files, unreadable } = await filesToPredict(payload, inputs, signal)
  for (const one of unreadable) item(one)
  const counts = { done: 0, predicted: 0, setAside: unreadable.length, audioSeconds: 0 }
  let waiting: ReadyFile[] = []
  const finishBatch = async (): Promise<void> => {
    for (const outcome of await predictReady(session, inputs, waiting, payload.batchSize)) {
      item(outcome)
      counts[outcome.kind === 'predicted' ? 'predicted' : 'setAside'] += 1
      if (outcome.kind === 'predicted') counts.audioSeconds += outcome.durationSeconds
    }
    waiting = []
    await environment.yieldToEvents()
  }
  const decodeByRule: DecodeExcerpts = (request, ofFile) => decode({ ...request, rule }, ofFile)
  const read = fileReader(inputs, payload.excerptsPerTrack, decodeByRule, environment.encoders)
  for await (const reading of readFilesAhead(files, environment.filesAhead, read, signal)) {
    signal.throwIfAborted()
    if (reading.kind === 'ready') waiting.push(reading)
    else {
      counts.setAside += 1
      item(reading)
    }
    if (waiting.reduce((sum, { excerpts }) => sum + excerpts.length, 0) >= payload.batchSize) await finishBatch()
    counts.done += 1
    const path = reading.kind === 'ready' ? reading.file.path : reading.path
    progress({
      done: counts.done,
      total: files.length,
      message: [realtimeText(counts.audioSeconds, startedMs), basename(path)].filter(Boolean).join(' · '),
    })
  }
  await finishBatch()
  const seconds = secondsSince(startedMs)
  const { predicted, setAside, audioSeconds } = counts
  return { predicted, setAside, seconds, realtime: realtimeFactor(audioSeconds, seconds) }
}

/** The pace in words; nothing before the first batch is through, when there is no pace yet. */
function realtimeText(audioSeconds: number, sinceMs: number): string {
  return audioSeconds === 0 ? '' : `${realtimeFactor(audioSeconds, secondsSince(sinceMs)).toFixed(0)} × realtime`
}

/** Seconds of audio per second of work. */
function realtimeFactor(audioSeconds: number, seconds: number): number {
  return audioSeconds / Math.max(1e-3, seconds)
}

function secondsSince(sinceMs: number): number {
  return (performance.now() - sinceMs) / 1000
}

/** One row of a batch: an excerpt of a file. */
interface Row {
  readonly file: ReadyFile
  readonly samples: Float32Array
}

async function predictReady(
  session: Session,
  inputs: ModelInputs,
  files: readonly ReadyFile[],
  batchSize: number,
): Promise<PredictionItem[]> {
  const rows = files.flatMap((file) => file.excerpts.map(({ samples }): Row => ({ file, samples })))
  const outputs: number[] = []
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize)
    outputs.push(...pointsOf(float32Output(await session.run(feedsOf(inputs, batch)), outputName), batch.length))
  }
  let row = 0
  return files.map((file) => {
    const own = outputs.slice(2 * row, 2 * (row + file.excerpts.length))
    row += file.excerpts.length
    return predictionOf(file, own)
  })
}

function feedsOf({ audio, texts }: ModelInputs, rows: readonly Row[]): Record<string, TensorValue> {
  const samples = concatenate(rows.map((row) => row.samples))
  const waveform: TensorValue = { elementType: 'float32', dims: [rows.length, samples.length / rows.length], data: samples }
  const tokens = texts.map((kind): [string, TensorValue] => {
    const ids = rows.flatMap(({ file }) => Array.from(file.tokens[kind] ?? [], BigInt))
    return [kind, { elementType: 'int64', dims: [rows.length, ids.length / rows.length], data: BigInt64Array.from(ids) }]
  })
  return { ...(audio && { waveform }), ...Object.fromEntries(tokens) }
}

/** @throws Failure `unsupported` for an output of another shape than [rows, 2] */
function pointsOf(output: Float32Array, rows: number): Float32Array {
  if (output.length === 2 * rows) return output
  return fail(
    'unsupported',
    `This model gives ${output.length} numbers for ${rows} excerpts; valence and arousal of each are wanted.`,
    'Choose a model that Circumplex exported.',
  )
}

/** @param outputs [excerpts, 2] of this file, row-major */
function predictionOf(ready: ReadyFile, outputs: readonly number[]): PredictionItem {
  const wrong = outputs.find((value) => !Number.isFinite(value))
  if (wrong === undefined) return predictedFile(ready, outputs)
  return { kind: 'set-aside', path: ready.file.path, reason: `The model gives no finite number for '${ready.file.path}' (${wrong}).` }
}

function predictedFile({ file, excerpts }: ReadyFile, outputs: readonly number[]): PredictedFile {
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
