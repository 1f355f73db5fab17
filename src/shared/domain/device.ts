import { fail } from './failure'

/** What computes, by the interface through which an engine reaches it; the names are onnxruntime's. */
export const deviceKinds = ['cpu', 'cuda', 'webgpu', 'dml', 'coreml'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** Something that a run can compute on. */
export interface Device {
  /** As the command line names it, such as `cpu`; no two devices of an engine share one. */
  readonly id: string
  /** For people, such as `CPU`; runs keep it. */
  readonly name: string
  readonly kind: DeviceKind
  /** Who made it, such as `NVIDIA`; left out where nobody says. */
  readonly vendor?: string
  /** Name and version of its driver, as far as they are known. */
  readonly driver?: string
  /** Its own memory; left out where nobody says, and where it shares the processor's. */
  readonly memoryBytes?: number
  /** The largest buffer that a graph may use on it; left out where nobody says. */
  readonly maxBufferBytes?: number
  /** An adapter that the processor computes (SwiftShader, llvmpipe, WARP): it proves that a graph runs, and is slow. */
  readonly software?: boolean
}

/** Names of the engines that train. */
export const engineNames = ['tensorflow', 'onnx'] as const
export type EngineName = (typeof engineNames)[number]

/** A device of this machine with the engines that can use it. */
export interface OfferedDevice extends Device {
  readonly engines: readonly EngineName[]
}

/** The processor, which every machine has. */
export const processor: Device = { id: 'cpu', name: 'CPU', kind: 'cpu' }

/** Stands for whichever device is the fastest; never for one that is computed by software. */
export const anyDevice = 'auto'

/** Whether a wish leaves the device to the program. */
export function isAnyDevice(wanted: string): boolean {
  return wanted.trim().toLowerCase() === anyDevice
}

/**
 * Whether a wish means a device.
 * @param wanted its id, its kind, its name as a run kept it, or `auto`; upper and lower case are the same
 */
export function meansDevice(wanted: string, { id, kind, name, software = false }: Device): boolean {
  const wish = wanted.trim().toLowerCase()
  return isAnyDevice(wanted) ? !software : [id, kind, name].some((word) => word.toLowerCase() === wish)
}

/**
 * The devices that a wish means: those that are computed by software only where no other answers to it, so that `webgpu` is a GPU where
 * there is one.
 * @param deviceOf the device of a candidate
 */
export function devicesMeant<Candidate>(
  wanted: string,
  candidates: readonly Candidate[],
  deviceOf: (candidate: Candidate) => Device,
): Candidate[] {
  const meant = candidates.filter((candidate) => meansDevice(wanted, deviceOf(candidate)))
  const real = meant.filter((candidate) => deviceOf(candidate).software !== true)
  return real.length > 0 ? real : meant
}

/**
 * Refuses a device that is not here.
 * @param offered what this machine has
 * @param wish the device, and the engine that is to use it; both may be `auto`
 * @throws Failure `invalid-argument` that lists what there is for this engine
 */
export function requireDevice(
  offered: readonly OfferedDevice[],
  { engine, device }: { engine: EngineName | 'auto'; device: string },
): void {
  const fit = offered.filter(({ engines }) => engine === 'auto' || engines.includes(engine))
  if (fit.some((candidate) => meansDevice(device, candidate))) return
  const list = fit.map((candidate) => `${candidate.id} (${describeDevice(candidate)}, by ${candidate.engines.join(' and ')})`).join('; ')
  fail(
    'invalid-argument',
    `There is no device “${device}” that ${engine === 'auto' ? 'an engine' : engine} can train on here.`,
    `Choose one of these, or auto: ${list}.`,
  )
}

/** A device for people: its name, and that it is computed by software where it is. */
export function describeDevice({ name, software = false }: Pick<Device, 'name' | 'software'>): string {
  return software ? `${name}, computed by the processor` : name
}
