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

/** Stands for whichever device is the fastest. */
export const anyDevice = 'auto'

/**
 * Whether a wish means a device.
 * @param wanted its id, its kind, its name as a run kept it, or `auto`; upper and lower case are the same
 */
export function meansDevice(wanted: string, { id, kind, name }: Device): boolean {
  const wish = wanted.trim().toLowerCase()
  return wish === anyDevice || [id, kind, name].some((word) => word.toLowerCase() === wish)
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
  const list = fit.map(({ id, name, engines }) => `${id} (${name}, by ${engines.join(' and ')})`).join('; ')
  fail(
    'invalid-argument',
    `There is no device “${device}” that ${engine === 'auto' ? 'an engine' : engine} can train on here.`,
    `Choose one of these, or auto: ${list}.`,
  )
}
