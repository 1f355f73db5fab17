import { join } from 'node:path'
import type { Library } from '../../store/library'

/** Where the files of a run lie. */
export interface RunFolder {
  readonly directory: string
  readonly manifestPath: string
  readonly weightsPath: string
}

/** The folder of a run in its library. */
export function runFolder(library: Library, runId: string): RunFolder {
  const directory = join(library.directory, 'runs', runId)
  return { directory, manifestPath: join(directory, 'manifest.json'), weightsPath: join(directory, 'weights.safetensors') }
}
