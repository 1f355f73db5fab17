import type { Device, EngineName } from './device'

/** How long a step of a run takes on one of the candidates. */
export interface TimedCandidate {
  readonly engine: EngineName
  readonly device: Device
  readonly millisecondsAStep: number
}

/** Why a run computes where it does, when the program chose. */
export interface DeviceChoice {
  /** In one sentence, the chosen one first. */
  readonly reason: string
  /** Whether an earlier run with this network, batch and machine compared. */
  readonly remembered: boolean
  /** What was compared, the quickest first; empty where nothing was. */
  readonly compared: readonly TimedCandidate[]
}

/** A stretch of a run that one engine computed on one device. */
export interface ComputedStretch {
  /** The first epoch that began on it, counted over all folds from 1. */
  readonly fromEpoch: number
  readonly engine: EngineName
  readonly device: Device
  /** Left out where the user chose. */
  readonly choice?: DeviceChoice
}

/** An engine with the device that it uses, for people, such as `ONNX on NVIDIA RTX 4070`. */
export function describeComputer({ engine, device }: Pick<TimedCandidate, 'engine' | 'device'>): string {
  return `${engineTitles[engine]} on ${device.name}`
}

const engineTitles: Readonly<Record<EngineName, string>> = { tensorflow: 'TensorFlow', onnx: 'ONNX' }

/** What was compared in one line, the quickest first, such as `ONNX on CPU 41 ms a step; TensorFlow on CPU 80 ms`. */
export function describeCompared(compared: readonly TimedCandidate[]): string {
  return compared
    .map((row, index) => `${describeComputer(row)} ${describeMilliseconds(row.millisecondsAStep)}${index === 0 ? ' a step' : ''}`)
    .join('; ')
}

function describeMilliseconds(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
}

/**
 * The stretches of a run after it began, or went on, on a device: a new one where engine or device are others than before.
 * @param begun what computes from `fromEpoch` on
 */
export function withStretch(stretches: readonly ComputedStretch[], begun: ComputedStretch): ComputedStretch[] {
  const earlier = stretches.filter(({ fromEpoch }) => fromEpoch < begun.fromEpoch)
  const last = earlier.at(-1)
  const same = last?.engine === begun.engine && JSON.stringify(last.device) === JSON.stringify(begun.device)
  return same ? earlier : [...earlier, begun]
}
