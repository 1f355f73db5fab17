import { Failure } from '@shared/domain/failure'

/**
 * How long a file may be read: two minutes, and half a minute more for each megabyte. Slow machines read an hour of speech (a few
 * megabytes) in less; who waits longer waits for a decoder that never ends.
 */
const leastSeconds = 120
const secondsPerMegabyte = 30

/** How long a file of some size may be read, in milliseconds. */
export function timeLimitMilliseconds(sizeBytes: number): number {
  return 1000 * (leastSeconds + (secondsPerMegabyte * sizeBytes) / 1e6)
}

/** The failure of a file that took longer. */
export function tookTooLong(path: string, limitMilliseconds: number): Failure {
  return new Failure(
    'file-invalid',
    `'${path}' was not decoded within ${Math.ceil(limitMilliseconds / 1000).toLocaleString('en')} s.`,
    'Check that the file plays elsewhere; convert it to FLAC or WAV with another program.',
  )
}
