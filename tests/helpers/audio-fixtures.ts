import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encodeWav } from '@main/sample/wav'
import { onTestFinished } from 'vitest'

/** The path of a file in tests/fixtures/audio. */
export function audioFixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/audio/${name}`, import.meta.url))
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'circumplex-audio-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A copy of a fixture that is cut off after a share of its bytes. */
export function cutFixture(name: string, share: number, folder: string): string {
  const bytes = readFileSync(audioFixture(name))
  const path = join(folder, `cut-${name}`)
  writeFileSync(path, bytes.subarray(0, Math.round(bytes.length * share)))
  return path
}

/** A copy of a fixture under another name. */
export function copyFixture(name: string, path: string): string {
  copyFileSync(audioFixture(name), path)
  return path
}

/** Writes a WAV file of a formula over seconds, mono. */
export function writeWav(path: string, seconds: number, sampleRate: number, formula: (timeSeconds: number) => number): string {
  writeFileSync(
    path,
    encodeWav(
      Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, sample) => formula(sample / sampleRate)),
      sampleRate,
    ),
  )
  return path
}

/** What the head of a WAV file says; each value may be wrong on purpose. */
export interface WavHeader {
  /** 1: whole numbers, 3: floats, 0x11: IMA ADPCM. */
  readonly codec: number
  readonly channels: number
  readonly sampleRate: number
  readonly blockAlign: number
  readonly bits: number
  /** What follows the common 16 bytes of the format chunk. */
  readonly extension?: Uint8Array
}

/** A WAV file with any header in front of any bytes. */
export function wavFile({ codec, channels, sampleRate, blockAlign, bits, extension }: WavHeader, data: Uint8Array): Uint8Array {
  const format = Buffer.alloc(16 + (extension?.length ?? 0))
  format.writeUInt16LE(codec, 0)
  format.writeUInt16LE(channels, 2)
  format.writeUInt32LE(sampleRate, 4)
  format.writeUInt32LE((sampleRate * blockAlign) % 2 ** 32, 8)
  format.writeUInt16LE(blockAlign, 12)
  format.writeUInt16LE(bits, 14)
  if (extension) format.set(extension, 16)
  const chunk = (name: string, body: Uint8Array): Uint8Array => {
    const head = Buffer.from(`${name}....`, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body])
  }
  const body = Buffer.concat([Buffer.from('WAVE', 'latin1'), chunk('fmt ', format), chunk('data', data)])
  return new Uint8Array(chunk('RIFF', body))
}

/** A mono WAV file of 32-bit floats, which may lie beyond −1…1 or be no numbers. */
export function floatWav(samples: Float32Array, sampleRate: number): Uint8Array {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
  return wavFile({ codec: 3, channels: 1, sampleRate, blockAlign: 4, bits: 32 }, bytes)
}

/** The two sines of the fixtures `tone.*`. */
export function fixtureTone(timeSeconds: number): number {
  return 0.4 * Math.sin(2 * Math.PI * 440 * timeSeconds) + 0.2 * Math.sin(2 * Math.PI * 1320 * timeSeconds)
}

/** Listeners that keep what a job reports. */
export function recordingListeners<Item>(signal: AbortSignal = new AbortController().signal) {
  const items: Item[] = []
  const progress: { done: number; total: number }[] = []
  return {
    items,
    reported: progress,
    signal,
    item: (item: Item) => void items.push(item),
    progress: (step: { done: number; total: number }) => void progress.push(step),
  }
}
