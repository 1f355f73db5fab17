import type { ComputedStretch } from './device-choice'

/** Why a run broke off: its device did not answer any more, or is not there to go on with. */
export interface LostDevice {
  readonly how: 'lost' | 'gone'
  /** Name of the device. */
  readonly device: string
  /** The last epoch that was done; 0 for none. */
  readonly epoch: number
  /** What the program saw of it, as a sentence. */
  readonly reason: string
}

/**
 * Which epochs of a run were computed where, such as "epochs 1–12 on Radeon, from 13 on CPU"; epochs are counted over all folds.
 * @returns '' where all were computed on one device
 */
export function stretchesInWords(stretches: readonly ComputedStretch[]): string {
  if (stretches.length < 2) return ''
  return stretches
    .map(({ device, fromEpoch }, index) => {
      const next = stretches[index + 1]
      if (!next) return `from ${fromEpoch} on ${device.name}`
      const last = next.fromEpoch - 1
      return `${fromEpoch === last ? `epoch ${last}` : `epochs ${fromEpoch}–${last}`} on ${device.name}`
    })
    .join(', ')
}

/** What happened to a device, as a sentence such as "Radeon was lost after epoch 12." */
export function lossInWords({ how, device, epoch }: Pick<LostDevice, 'how' | 'device' | 'epoch'>): string {
  if (how === 'gone') return `The device “${device}”, on which this run computed, is not here now.`
  const when = epoch === 0 ? 'before the first epoch was done' : `after epoch ${epoch}`
  return `The device “${device}” was lost ${when}.`
}
