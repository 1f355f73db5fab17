import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Failure } from '@shared/domain/failure'
import { type ModelProperties, propertiesFromMetadata } from './model-properties'
import { readModelProperties } from './read-model-properties'

/** A model file as it stands on disk. */
export interface InspectedModel {
  readonly path: string
  readonly sha256: string
  readonly properties: ModelProperties
}

/**
 * Reads what a model file says about itself, without running it.
 * @throws Failure `file-missing` or `permission-denied` when it cannot be read, `file-invalid` when it is no ONNX model, not one of ours
 *   or damaged, `unsupported` when it comes from a newer version
 */
export async function inspectModel(path: string): Promise<InspectedModel> {
  const bytes = await readFile(path)
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    properties: propertiesFromMetadata(metadataOf(bytes, path), path),
  }
}

function metadataOf(bytes: Uint8Array, path: string): Record<string, string> {
  try {
    return readModelProperties(bytes)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw new Failure(error.code, `${path}: ${error.message}`, error.hint)
  }
}
