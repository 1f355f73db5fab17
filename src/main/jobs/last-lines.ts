import { setTimeout as wait } from 'node:timers/promises'

const mostCharacters = 4000
/** What a process wrote arrives shortly after its end, unless a child of its own keeps the stream open. */
const longestWaitMilliseconds = 500

/** The end of what is written into a stream. */
export interface LastLines {
  /** The last lines, up to 4,000 characters, once the stream has ended or half a second has passed. */
  whenEnded(): Promise<string>
}

/**
 * Keeps the end of a stream of text, such as a worker's standard error.
 * @param stream what is read; null gives no lines
 * @param passOn takes everything as it comes
 */
export function keepLastLines(stream: NodeJS.ReadableStream | null, passOn: (chunk: Buffer) => void): LastLines {
  let tail = Buffer.alloc(0)
  stream?.on('data', (chunk: Buffer) => {
    passOn(chunk)
    tail = Buffer.concat([tail, chunk]).subarray(-mostCharacters)
  })
  const ended = stream ? new Promise<void>((resolve) => void stream.once('close', resolve).once('end', resolve)) : Promise.resolve()
  return {
    whenEnded: async () => {
      await Promise.race([ended, wait(longestWaitMilliseconds, undefined, { ref: false })])
      return tail.toString('utf8').trim()
    },
  }
}
