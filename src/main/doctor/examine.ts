import { spawnSync } from 'node:child_process'
import { statfsSync } from 'node:fs'
import type { Finding } from '@shared/contract/doctor'
import type { TriedPart } from '@shared/contract/workers/doctor'
import { describeDevice, type OfferedDevice } from '@shared/domain/device'
import { asFailure } from '@shared/domain/failure'
import { askWorker } from '../jobs/ask-worker'
import type { Devices } from '../jobs/devices'
import type { RunWorker } from '../jobs/run-worker'
import { sqliteVersion } from '../store/sqlite-version'

/** What the examination uses. */
export interface DoctorParts {
  readonly runWorker: RunWorker
  readonly devices: Pick<Devices, 'find'>
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
export async function examine({ runWorker, devices, folders, versionOf = versionByCommand }: DoctorParts): Promise<Finding[]> {
  return [
    { name: 'Node', state: 'ok', detail: `${process.versions.node}, ${process.platform} ${process.arch}` },
    sqlite(),
    await part(runWorker, 'tensorflow', { name: 'TensorFlow', state: 'missing', mend: 'npm run setup' }),
    await part(runWorker, 'onnxruntime', { name: 'ONNX Runtime', state: 'missing', mend: 'npm run setup' }),
    ...(await gpus(devices)),
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
    return { ...otherwise, detail: gave }
  }
}

/** Each GPU that a run can compute on; without one why, and the adapter that the processor computes, which only a user chooses. */
async function gpus(devices: DoctorParts['devices']): Promise<Finding[]> {
  const { devices: found, absence } = await devices.find(true).catch((error: unknown) => ({
    devices: [],
    absence: { reason: firstLine(error), mend: null },
  }))
  const real = found.filter(({ kind, software = false }) => kind !== 'cpu' && !software)
  if (real.length > 0) return real.map((device) => ({ name: 'GPU', state: 'ok', detail: describeGpu(device) }))
  const software = found.filter((device) => device.software === true).map((device) => `; ${describeGpu(device)}, can be chosen by hand`)
  const reason = absence?.reason.replace(/\.$/u, '') ?? 'only one that the processor computes'
  const mend = absence?.mend ?? null
  return [
    { name: 'GPU', state: 'absent', detail: `none that can be used: ${reason}${software.join('')}`, ...(mend === null ? {} : { mend }) },
  ]
}

function describeGpu(device: OfferedDevice): string {
  const memory = device.memoryBytes === undefined ? [] : [`${(device.memoryBytes / 1e9).toFixed(1)} GB`]
  const driver = device.driver === undefined ? [] : [`driver ${device.driver}`]
  return [describeDevice(device), ...memory, ...driver, `by ${device.engines.join(' and ')}, ${device.kind}`].join(', ')
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
