import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { coefficientCount } from '@shared/domain/feature-constants'
import { extractMfcc, openMfccSession } from '@main/audio/mfcc'
import { readAskedExcerpts } from '@main/audio/read-excerpt'
import type { Session } from '@main/onnx/session'

const cacheFolder = join(tmpdir(), 'circumplex-bench-music-moments')
/** Another number forgets what was kept: raise it with every change of the MFCC or of the moments. */
const version = 1
const cachedSchema = z.array(z.number())

/**
 * The moments of the MFCC of the middle 73 s of each file: mean, standard deviation, skewness and standard deviation of the differences
 * from frame to frame of each coefficient. Decoding takes seconds a file, so that moments are kept in the
 * folder for temporary files, by the file and this version of them.
 * @returns [files][80]
 */
export async function momentsOfMusic(files: readonly string[]): Promise<Float64Array[]> {
  mkdirSync(cacheFolder, { recursive: true })
  const session = await openMfccSession()
  try {
    const rows: Float64Array[] = []
    for (const [index, file] of files.entries()) {
      rows.push(await cachedMoments(session, file))
      process.stderr.write(`\rMFCC of real music: ${index + 1} of ${files.length} files `)
    }
    process.stderr.write('\n')
    return rows
  } finally {
    await session.dispose()
  }
}

async function cachedMoments(session: Session, file: string): Promise<Float64Array> {
  const { size, mtimeMs } = statSync(file)
  const key = createHash('sha256').update(`${version} ${file} ${size} ${mtimeMs}`).digest('hex')
  const path = join(cacheFolder, `${key}.json`)
  if (existsSync(path)) return Float64Array.from(cachedSchema.parse(JSON.parse(readFileSync(path, 'utf8'))))
  const moments = await momentsOfMiddle(session, file)
  writeFileSync(`${path}.${process.pid}`, JSON.stringify([...moments]))
  renameSync(`${path}.${process.pid}`, path)
  return moments
}

async function momentsOfMiddle(session: Session, path: string): Promise<Float64Array> {
  for await (const { samples } of readAskedExcerpts({ path, excerpts: [{ startSeconds: null }] }))
    return momentsOf(await extractMfcc(session, samples))
  throw new RangeError(`No excerpt of ${path} was asked for.`)
}

/** @param mfcc [coefficients, frames], row-major */
function momentsOf(mfcc: Float32Array): Float64Array {
  const frames = mfcc.length / coefficientCount
  const moments = Array.from({ length: coefficientCount }, (_, coefficient) => {
    const values = mfcc.subarray(coefficient * frames, (coefficient + 1) * frames)
    const mean = meanOf(values)
    const deviation = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2))) || 1
    const skewness = meanOf(values.map((value) => ((value - mean) / deviation) ** 3))
    const differences = values.subarray(1).map((value, frame) => (value - (values[frame] ?? 0)) ** 2)
    return [mean, deviation, skewness, Math.sqrt(meanOf(differences))]
  })
  return Float64Array.from(moments.flat())
}

const meanOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
