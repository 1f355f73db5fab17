import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { fail } from '@shared/domain/failure'
import { tookTooLong } from './time-limit'

const endedForTime = 'SIGKILL'
const longestTimer = 2 ** 31 - 1

/**
 * Lets the system's ffmpeg turn a file into a WAV stream of 32-bit floats at the file's own rate and channels.
 * @param path any file; handed over as one argument, without a shell
 * @param limitMilliseconds how long it may take; ffmpeg is ended then
 * @throws Failure 'unsupported' when there is no ffmpeg, 'file-invalid' when it cannot read the file or takes too long
 */
export async function* ffmpegWav(path: string, limitMilliseconds: number): AsyncGenerator<Uint8Array> {
  const input = `file:${resolve(path)}`
  const child = spawn('ffmpeg', ['-nostdin', '-v', 'error', '-i', input, '-map', '0:a:0', '-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: Math.min(longestTimer, Math.ceil(limitMilliseconds)),
    killSignal: endedForTime,
  })
  const ended = waitForEnd(child, path, limitMilliseconds)
  ended.catch(() => undefined)
  try {
    for await (const chunk of child.stdout) if (chunk instanceof Uint8Array) yield chunk
    await ended
  } finally {
    child.kill()
    await ended.catch(() => undefined)
  }
}

async function waitForEnd(child: ChildProcessByStdio<null, Readable, Readable>, path: string, limitMilliseconds: number): Promise<void> {
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-2000)))
  const closed = once(child, 'close')
  closed.catch(() => undefined)
  await once(child, 'spawn').catch(() =>
    fail(
      'unsupported',
      `'${path}' needs ffmpeg to be decoded, and there is none on this system.`,
      'Install ffmpeg, or convert the file to FLAC, Ogg Vorbis, MP3 or WAV.',
    ),
  )
  await closed
  if (child.exitCode === 0) return
  if (child.signalCode === endedForTime) throw tookTooLong(path, limitMilliseconds)
  const reason = complaint.trim().split('\n').at(-1) ?? 'no reason given'
  fail('file-invalid', `ffmpeg cannot decode '${path}': ${reason}`, 'Check that the file plays elsewhere; copy it again from its source.')
}
