import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/**
 * The SHA-256 of a file's content.
 * @returns 64 hexadecimal digits
 */
export async function digestFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    signal?.throwIfAborted()
    if (chunk instanceof Uint8Array) hash.update(chunk)
  }
  return hash.digest('hex')
}
