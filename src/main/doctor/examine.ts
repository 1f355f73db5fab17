import { spawnSync } from 'node:child_process'
import { statfsSync } from 'node:fs'
import type { Finding } from '@shared/contract/doctor'
import type { TriedPart } from '@shared/contract/workers/doctor'
import { asFailure } from '@shared/domain/failure'
import { askWorker } from '../jobs/ask-worker'
import type { RunWorker } from '../jobs/run-worker'
import { sqliteVersion } from '../store/sqlite-version'

/** What the examination uses. */
export interface DoctorParts {
  readonly runWorker: RunWorker
  /** Folders on whose disks the program writes, by what they are for. */
  readonly folders: Readonly<Record<string, string>>
  /** Finds out the version of a command; null when it is not there. */
  readonly versionOf?: (command: string) => string | null
}

/** A part that hangs is not there. */
const patienceMilliseconds = 30_000
/** Under this nothing much can be imported, and features of many tracks do not fit. */
const neededBytes = 1e9

/** Tries everything that the program is built on; it returns what it finds, throws nothing and changes nothing. */
export async function examine({ runWorker, folders, versionOf = versionByCommand }: DoctorParts): Promise<Finding[]> {
  return [
    { name: 'Node', state: 'ok', detail: `${process.versions.node}, ${process.platform} ${process.arch}` },
    sqlite(),
    await part(runWorker, 'tensorflow', { name: 'TensorFlow', state: 'missing', mend: 'npm run setup' }),
    await part(runWorker, 'onnxruntime', { name: 'ONNX Runtime', state: 'missing', mend: 'npm run setup' }),
    await part(runWorker, 'gpu', { name: 'GPU', state: 'absent' }),
    ffmpeg(versionOf('ffmpeg')),
    ...Object.entries(folders).map(([name, folder]) => diskSpace(name, folder)),
  ]
}

function sqlite(): Finding {
  try {
    return { name: 'SQLite', state: 'ok', detail: sqliteVersion() }
  } catch (error) {
    return { name: 'SQLite', state: 'missing', detail: firstLine(error), mend: 'npm run setup' }
  }
}

async function part(runWorker: RunWorker, tried: TriedPart, otherwise: Omit<Finding, 'detail'>): Promise<Finding> {
  try {
    const { detail } = await askWorker(runWorker, 'doctor', { payload: { part: tried }, signal: AbortSignal.timeout(patienceMilliseconds) })
    return { name: otherwise.name, state: 'ok', detail }
  } catch (error) {
    const { code } = asFailure(error)
    const gave = code === 'cancelled' ? `gave no answer within ${patienceMilliseconds / 1000} s` : firstLine(error)
    // onnxruntime puts file and line of its own sources before what happened.
    return { ...otherwise, detail: tried === 'gpu' ? `none that can be used: ${gave.split('. ').at(-1)}` : gave }
  }
}

function ffmpeg(version: string | null): Finding {
  if (version !== null) return { name: 'ffmpeg', state: 'ok', detail: version }
  return { name: 'ffmpeg', state: 'absent', detail: 'AAC, M4A and WMA files cannot be imported', mend: 'install ffmpeg' }
}

function diskSpace(name: string, folder: string): Finding {
  try {
    const { bavail, bsize } = statfsSync(folder)
    const free = bavail * bsize
    const detail = `${(free / 1e9).toFixed(1)} GB free at ${folder}`
    return free >= neededBytes ? { name, state: 'ok', detail } : { name, state: 'missing', detail, mend: 'free some space on this disk' }
  } catch (error) {
    return { name, state: 'missing', detail: firstLine(error), mend: 'check the folder' }
  }
}

function versionByCommand(command: string): string | null {
  const { status, stdout } = spawnSync(command, ['-version'], { encoding: 'utf8', timeout: 5000 })
  return status === 0 ? (stdout.split('\n')[0] ?? command) : null
}

function firstLine(error: unknown): string {
  return asFailure(error).message.split('\n')[0] ?? ''
}
