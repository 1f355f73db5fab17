import { fail } from '@shared/domain/failure'
import { coefficientCount } from '@shared/domain/feature-constants'
import { concatenate } from '../audio/audio-block'
import { outputName } from '../onnx/network-graph'
import { float32Output, type Session, type TensorValue } from '../onnx/session'
import type { CachedInput, FileTokens } from './decode-ahead'
import type { ModelInputs } from './read-model-inputs'

type AudioInput = 'waveform' | CachedInput

/** One row of a batch: an excerpt of a file, and who wants its output. */
export interface BatchRow {
  readonly samples: Float32Array
  readonly tokens: FileTokens
  receive(valence: number, arousal: number): void
}

/** Runs a model on rows, a batch at a time. */
export interface ModelBatches {
  /** Runs the model when the batch is full. @throws Failure `unsupported` for a model that gives other things than valence and arousal */
  add(row: BatchRow): Promise<void>
  /** Runs the model on what is left. @throws as `add` */
  finish(): Promise<void>
}

/**
 * Gathers rows for a model.
 * @param input what the session hears: samples, MFCC [coefficients, frames] a row, or what a backbone gives
 * @param batchSize rows that pass the model at once
 * @param pause called after each batch, so that messages are read
 */
export function openModelBatches(
  session: Session,
  inputs: ModelInputs,
  input: AudioInput,
  batchSize: number,
  pause: () => Promise<void>,
): ModelBatches {
  let waiting: BatchRow[] = []
  const finish = async (): Promise<void> => {
    const rows = waiting
    waiting = []
    if (rows.length === 0) return
    const points = pointsOf(float32Output(await session.run(feedsOf(inputs, input, rows)), outputName), rows.length)
    for (const [row, { receive }] of rows.entries()) receive(points[2 * row] ?? Number.NaN, points[2 * row + 1] ?? Number.NaN)
    await pause()
  }
  return {
    add: async (row) => {
      waiting.push(row)
      if (waiting.length >= batchSize) await finish()
    },
    finish,
  }
}

function feedsOf({ audio, texts }: ModelInputs, input: AudioInput, rows: readonly BatchRow[]): Record<string, TensorValue> {
  const data = concatenate(rows.map((row) => row.samples))
  const perRow = data.length / rows.length
  const dims = input === 'mfcc' ? [rows.length, coefficientCount, perRow / coefficientCount] : [rows.length, perRow]
  const heard: TensorValue = { elementType: 'float32', dims, data }
  const tokens = texts.map((kind): [string, TensorValue] => {
    const ids = rows.flatMap((row) => Array.from(row.tokens[kind] ?? [], BigInt))
    return [kind, { elementType: 'int64', dims: [rows.length, ids.length / rows.length], data: BigInt64Array.from(ids) }]
  })
  return { ...(audio && { [input]: heard }), ...Object.fromEntries(tokens) }
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
