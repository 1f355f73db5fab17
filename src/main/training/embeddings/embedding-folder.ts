import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { weightNamed, type Weights, type WeightTensor } from '../../network/weights'
import type { Library } from '../../store/library'
import { pathInLibrary } from '../../store/path-in-library'

/** Where word vectors of a library lie. */
export interface EmbeddingFiles {
  readonly directory: string
  /** Safetensors with one tensor, `embedding` [vocabulary + 1, size]; row 0 is the padding's zeros. */
  readonly vectorsPath: string
  readonly vocabularyPath: string
}

/**
 * The folder of word vectors in their library.
 * @throws Failure `forbidden` for an id that would lead out of the library
 */
export function embeddingFiles(library: Library, id: number): EmbeddingFiles {
  return filesIn(pathInLibrary(library, 'embeddings', String(id)))
}

/**
 * A folder for vectors that are being made; they get their id, and its folder, when they are whole, so that several can be made at
 * once.
 */
export function unfinishedEmbedding(library: Library): EmbeddingFiles {
  return filesIn(pathInLibrary(library, 'embeddings', `making-${randomUUID()}`))
}

function filesIn(directory: string): EmbeddingFiles {
  return { directory, vectorsPath: join(directory, 'embedding.safetensors'), vocabularyPath: join(directory, 'vocabulary.json') }
}

/**
 * The table of vectors among the tensors of a file.
 * @throws Failure `file-invalid` when it is not there
 */
export function embeddingTensor(weights: Weights, path: string): WeightTensor {
  return weights.get('embedding') ?? weightNamed(weights, `embedding in ${path}`)
}
