import { spawnSync } from 'node:child_process'

/** Whether this machine has ffmpeg; tests that need it are skipped where it has none. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

/** Runs the system's ffmpeg; throws what it complained about. */
export function ffmpeg(...options: readonly string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...options])
  if (status !== 0) throw new Error(`ffmpeg ended with ${status}: ${stderr.toString()}`)
}
