import type { SetAsideFile } from '@shared/contract/workers/import-audio'
import type { Failure } from '@shared/domain/failure'

/** A file that could not be read, as a value that other processes understand. */
export function toSetAside(path: string, { code, message, hint }: Failure): SetAsideFile {
  return { kind: 'set-aside', path, code, reason: message, hint }
}
