import { basename } from 'node:path'
import type { Progress } from '@shared/contract/worker-messages'
import type { PredictionItem, PredictionPayload, PredictionResult } from '@shared/contract/workers/prediction'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import type { Session } from '../onnx/session'
import type { CachedFeatures } from './cached-features'
import { type CachedInput, type ExcerptToPredict, type Reading, readFilesAhead } from './decode-ahead'
import type { DecodeExcerpts } from './excerpts-to-predict'
import { type ModelBatches, openModelBatches } from './model-batches'
import { createOutputs } from './file-outputs'
import { fileReader, filesToPredict, modelInputs, type TextEncoders } from './read-model-inputs'

/** What the prediction of files needs from the process that runs it. */
export interface PredictionEnvironment {
  /** From `openSession`; its graph reads `waveform`, `lyrics`, `comments` or some of them. */
  readonly session: Session
  /** One encoder for each kind of text that the model reads. */
  readonly encoders: TextEncoders
  readonly decode: DecodeExcerpts
  /** How the model's excerpts are cut; left out: the rule of the study. */
  readonly rule?: ExcerptRule
  /** From `openCachedFeatures`; left out, every file is decoded. */
  readonly cached?: CachedFeatures | null
  /** How many files are read ahead of the one that is awaited. */
  readonly filesAhead: number
  readonly signal: AbortSignal
  readonly yieldToEvents: () => Promise<void>
  readonly progress: (progress: Progress) => void
  readonly item: (item: PredictionItem) => void
}

/**
 * Predicts files, one item each: `predicted`, or `set-aside` with the reason. Files are read while the model runs; a file is decoded once
 * for all its excerpts, of which no more are held than the next batch and the parts that are read ahead.
 * @throws Failure `invalid-argument` for a folder that is a file, `file-missing` for a folder that is not there, `unsupported` for a model
 *   that reads other things than waveforms and texts, or gives other things than valence and arousal; the signal's reason when cancelled
 */
export async function predictFiles(payload: PredictionPayload, environment: PredictionEnvironment): Promise<PredictionResult> {
  const { session, signal, progress, decode, rule = defaultExcerptRule, cached = null } = environment
  const inputs = modelInputs(session.inputNames, environment.encoders)
  const startedMs = performance.now()
  const { files, unreadable } = await filesToPredict(payload, inputs, signal)
  const counts = createCounts(environment.item)
  for (const one of unreadable) counts.item(one)
  const outputs = createOutputs(payload.everySeconds !== null || payload.excerptsPerTrack > 1 ? rule.lengthSeconds : null, counts.item)
  const batchesOf = (of: Session, input: 'waveform' | CachedInput): ModelBatches =>
    openModelBatches(of, inputs, input, payload.batchSize, environment.yieldToEvents)
  const batches = { waveform: batchesOf(session, 'waveform'), cached: batchesOf(cached?.session ?? session, cached?.input ?? 'mfcc') }
  const decodeByRule: DecodeExcerpts = (request, ofFile) => decode({ ...request, rule }, ofFile)
  const read = fileReader(inputs, payload, decodeByRule, environment.encoders, cached)
  let cachedFiles = 0
  const take = async (reading: Reading): Promise<void> => {
    if (reading.kind === 'set-aside') return outputs.setAside(reading.file, reading.reason)
    if (reading.kind === 'end') return outputs.end(reading.file)
    if (reading.excerpts.some(({ input }) => isCached(input))) cachedFiles += 1
    for (const excerpt of reading.excerpts) {
      const receive = outputs.expect(reading.file, excerpt)
      await batches[isCached(excerpt.input) ? 'cached' : 'waveform'].add({ samples: excerpt.samples, tokens: reading.tokens, receive })
    }
  }
  let done = 0
  for await (const reading of readFilesAhead(files, environment.filesAhead, read, signal)) {
    signal.throwIfAborted()
    await take(reading)
    if (reading.kind === 'part') continue
    done += 1
    const message = [realtimeText(counts.audioSeconds(), startedMs), basename(reading.file.path)].filter(Boolean).join(' · ')
    progress({ done, total: files.length, message })
  }
  await batches.waveform.finish()
  await batches.cached.finish()
  const seconds = secondsSince(startedMs)
  return { ...counts.totals(), cached: cachedFiles, seconds, realtime: realtimeFactor(counts.audioSeconds(), seconds) }
}

function isCached(input: ExcerptToPredict['input']): boolean {
  return input !== undefined && input !== 'waveform'
}

/** Counts items as they pass. */
function createCounts(item: PredictionEnvironment['item']) {
  let [predicted, setAside, audioSeconds] = [0, 0, 0]
  return {
    item: (outcome: PredictionItem): void => {
      item(outcome)
      if (outcome.kind === 'set-aside') setAside += 1
      else {
        predicted += 1
        audioSeconds += outcome.durationSeconds
      }
    },
    totals: () => ({ predicted, setAside }),
    /** Length of all files that were predicted. */
    audioSeconds: () => audioSeconds,
  }
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
