import { readFile } from 'node:fs/promises'
import type { TryBackbonePayload } from '@shared/contract/workers/backbone'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { fail, Failure } from '@shared/domain/failure'
import { encodeModel } from '../onnx/encode-model'
import type { Graph } from '../onnx/graph'
import { openSession, type Session, type SessionOptions } from '../onnx/session'
import { frontGraph } from './front-graph'

/** Where a backbone lies, and its card. */
export type BackboneAt = Pick<TryBackbonePayload, 'name' | 'path' | 'card'>

/** The graph from samples to what a backbone gives, as `frontGraph`. @throws as it; a system error when the file cannot be read */
export async function readFrontGraph({ name, path, card }: BackboneAt, rule?: ExcerptRule): Promise<Graph> {
  return frontGraph({ bytes: await readFile(path), card, name }, rule)
}

/**
 * Opens the graph from samples to what a backbone gives; the caller disposes of it.
 * @throws Failure as `frontGraph`; `file-invalid` when onnxruntime refuses the backbone
 */
export async function openBackbone(backbone: BackboneAt, rule?: ExcerptRule, options: SessionOptions = {}): Promise<Session> {
  const model = encodeModel(await readFrontGraph(backbone, rule), {})
  try {
    return await openSession(model, options)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return fail('file-invalid', `${backbone.name} does not run: ${error.message}`, 'Correct the card, or export the backbone again.')
  }
}
