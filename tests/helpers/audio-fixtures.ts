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

/** The two sines of the fixtures `tone.*`. */
export function fixtureTone(timeSeconds: number): number {
  return 0.4 * Math.sin(2 * Math.PI * 440 * timeSeconds) + 0.2 * Math.sin(2 * Math.PI * 1320 * timeSeconds)
}

/** Listeners that keep what a job tells. */
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
