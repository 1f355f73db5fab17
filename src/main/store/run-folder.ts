import { join } from 'node:path'
import type { TextKind } from '@shared/domain/modality'
import type { Library } from './library'
import { pathInLibrary } from './path-in-library'

/** Where the files of a run lie. */
export interface RunFolder {
  readonly directory: string
  readonly manifestPath: string
  readonly weightsPath: string
}

/**
 * The folder of a run in its library.
 * @throws Failure `forbidden` for an id that would lead out of the library
 */
export function runFolder(library: Library, runId: string): RunFolder {
  const directory = pathInLibrary(library, 'runs', runId)
  return { directory, manifestPath: join(directory, 'manifest.json'), weightsPath: join(directory, 'weights.safetensors') }
}

/** Where a run of texts keeps the lexicon that it began with. */
export function lexiconPathOf(library: Library, runId: string): string {
  return join(runFolder(library, runId).directory, 'lexicon.json')
}

/** Where a run keeps the vocabulary of a text that it reads. */
export function vocabularyPathOf(library: Library, runId: string, kind: TextKind): string {
  return join(runFolder(library, runId).directory, `vocabulary-${kind}.json`)
}
