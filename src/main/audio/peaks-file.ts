import { readFile } from 'node:fs/promises'
import { asFailure } from '@shared/domain/failure'
import type { Peaks } from './peaks'
import { writeFileAtomically } from '../files/write-atomically'

// Little-endian: 'CXPEAKS1', float64 peaks a second, float64 duration in seconds, then float32 pairs.
const signature = 'CXPEAKS1'
const headerBytes = 24

/** Writes peaks into a file; never leaves a half-written one. */
export async function writePeaks(path: string, peaks: Peaks): Promise<void> {
  const header = Buffer.alloc(headerBytes)
  header.write(signature, 0, 'latin1')
  header.writeDoubleLE(peaks.peaksPerSecond, 8)
  header.writeDoubleLE(peaks.durationSeconds, 16)
  const { buffer, byteOffset, byteLength } = peaks.pairs
  await writeFileAtomically(path, Buffer.concat([header, new Uint8Array(buffer, byteOffset, byteLength)]))
}

/**
 * Reads peaks that `writePeaks` wrote.
 * @returns null when there is no such file or it is no file of peaks
 */
export async function readPeaks(path: string): Promise<Peaks | null> {
  try {
    const bytes = await readFile(path)
    if (bytes.length < headerBytes || bytes.length % 8 !== 0 || bytes.toString('latin1', 0, 8) !== signature) return null
    const pairs = new Float32Array(Uint8Array.from(bytes.subarray(headerBytes)).buffer)
    return { peaksPerSecond: bytes.readDoubleLE(8), durationSeconds: bytes.readDoubleLE(16), pairs }
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code === 'file-missing') return null
    throw failure
  }
}
