import { fail } from '@shared/domain/failure'
import { encodeModel } from '../onnx/encode-model'
import { float32Output, openSession } from '../onnx/session'
import type { Session, SessionOptions } from '../onnx/session'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { mfccGraph } from './mfcc-graph'

/** Opens a session that turns samples into MFCC; the caller disposes of it. */
export function openMfccSession(options: SessionOptions = {}, rule?: ExcerptRule): Promise<Session> {
  return openSession(encodeModel(mfccGraph(rule), {}), options)
}

/**
 * Computes the MFCC of a batch of excerpts, before normalisation.
 * @param session from `openMfccSession`
 * @param batch samples at 22,050 Hz, −1…1; shape [n, keptSamples], row-major
 * @param rule the one that the session was opened with
 * @returns shape [n, coefficientCount, frameCount], row-major
 * @throws Failure 'invalid-argument' when the batch holds no whole number of excerpts
 */
export function extractMfcc(session: Session, batch: Float32Array, rule?: ExcerptRule): Promise<Float32Array> {
  return extractFrom(session, batch, 'mfcc', rule)
}

/**
 * Computes features of a batch of excerpts.
 * @param session of a graph whose input is `waveform`
 * @param batch samples at 22,050 Hz, −1…1; shape [n, keptSamples], row-major
 * @param output name of the graph's output
 * @param rule the one that the session was opened with
 * @returns n rows of features, row-major
 * @throws Failure 'invalid-argument' when the batch holds no whole number of excerpts
 */
export async function extractFrom(session: Session, batch: Float32Array, output: string, rule?: ExcerptRule): Promise<Float32Array> {
  const { keptSamples } = shapeOfRule(rule)
  const rows = batch.length / keptSamples
  if (!Number.isInteger(rows) || rows === 0) {
    fail(
      'invalid-argument',
      `A batch of ${batch.length} samples is no whole number of excerpts.`,
      `Give ${keptSamples} samples for each excerpt.`,
    )
  }
  const outputs = await session.run({ waveform: { elementType: 'float32', dims: [rows, keptSamples], data: batch } })
  return float32Output(outputs, output)
}
