import { existsSync } from 'node:fs'
import { mediaScheme } from '@shared/contract/ipc-names'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../service-context'
import { hasPrediction } from '../store/predictions'
import { absolutePath, storedPath } from '../store/stored-path'

const predictionAddress = new RegExp(`^${mediaScheme}://prediction/([0-9]{1,15})/([^/?#]+)$`, 'u')

/**
 * The address under which a predicted file can be heard.
 * @param path absolute
 * @throws Failure `not-found` when the set did not predict this file; `file-missing` when it is gone
 */
export function mediaUrlOf(context: ServiceContext, predictionId: number, path: string): string {
  const { database, directory } = context.library()
  if (!hasPrediction(database, predictionId, storedPath(directory, path)))
    fail('not-found', `${path} was not predicted here.`, 'Choose a file of the table.')
  if (!existsSync(path)) fail('file-missing', `${path} is gone.`, 'Find the file again, then predict it anew.')
  return `${mediaScheme}://prediction/${predictionId}/${encodeURIComponent(path)}`
}

/**
 * The file that an address of a predicted file stands for.
 * @param url any address
 * @returns an absolute path; null for every address that does not name a file which the open library predicted and which is there
 */
export function predictedMediaFileOf(context: ServiceContext, url: string): string | null {
  const [, setId, encodedPath] = predictionAddress.exec(url) ?? []
  if (setId === undefined || encodedPath === undefined) return null
  const path = decodePath(encodedPath)
  if (path === null) return null
  const { database, directory } = context.library()
  const stored = storedPath(directory, path)
  return hasPrediction(database, Number(setId), stored) && absolutePath(directory, stored) === path && existsSync(path) ? path : null
}

function decodePath(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return null
  }
}
