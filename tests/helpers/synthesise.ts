import { writeFile } from 'node:fs/promises'
import { encodeWav } from '@main/sample/wav'

/**
 * Samples of a sine tone, mono.
 * @returns Float32Array of seconds · sampleRate samples, peak `amplitude`
 */
export function tone({ seconds = 1, hz = 440, sampleRate = 22_050, amplitude = 0.5 }: ToneOptions = {}): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * hz * index) / sampleRate),
  )
}

interface ToneOptions {
  readonly seconds?: number
  readonly hz?: number
  readonly sampleRate?: number
  /** 0 … 1; 0 gives silence. */
  readonly amplitude?: number
}

/** Writes a 16-bit mono WAV with a sine tone. */
export async function writeToneWav(path: string, options: ToneOptions = {}): Promise<void> {
  await writeFile(path, encodeWav(tone(options), options.sampleRate ?? 22_050))
}
