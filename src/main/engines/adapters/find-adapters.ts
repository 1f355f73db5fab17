import type { AdapterAbsence } from '@shared/contract/devices'
import type { FoundAdapters } from '@shared/contract/workers/adapters'
import { bufferLimitOf, namesOfLoader } from './adapter-names'
import { describeAdapter } from './describe-adapter'
import { findElectron } from './electron-folder'
import { type GraphicsCard, readGraphicsCards } from './graphics-cards'
import { softwareEnvironment } from './prepare-adapter'
import type { Probe, ProbeOutcome } from './probe-process'

/** What looks for adapters. */
export interface AdapterTools {
  readonly probe: Probe
  readonly readCards?: () => Promise<GraphicsCard[]>
}

/**
 * The adapter that WebGPU finds by itself: a GPU, or a software driver of the system.
 * @returns no adapter and the reason where none opens
 */
export async function findSystemAdapter({ probe, readCards = readGraphicsCards }: AdapterTools): Promise<FoundAdapters> {
  const [outcome, cards] = await Promise.all([probe({}), readCards()])
  if (!outcome.opened) return { adapters: [], absence: absenceOf(outcome, cards, process.platform) }
  const adapter = describeAdapter({
    loaderNames: namesOfLoader(outcome.output),
    cards,
    maxBufferBytes: bufferLimitOf(outcome.output),
  })
  return { adapters: [adapter], absence: null }
}

/** The adapter that the processor computes with the driver that ships with Electron. */
export async function findSoftwareAdapter({ probe }: AdapterTools): Promise<FoundAdapters> {
  const environment = softwareEnvironment()
  const electron = findElectron()
  if (environment === null || electron === null)
    return { adapters: [], absence: { reason: 'Electron, which brings a software driver, is not there.', mend: 'npm run setup' } }
  const outcome = await probe(environment)
  if (!outcome.opened) return { adapters: [], absence: absenceOf(outcome, [], process.platform) }
  const [name = 'SwiftShader'] = namesOfLoader(outcome.output)
  const adapter = describeAdapter({
    loaderNames: [name],
    cards: [],
    maxBufferBytes: bufferLimitOf(outcome.output),
    electronVersion: electron.version,
  })
  return { adapters: [adapter], absence: null }
}

/** Why no adapter opens, and what to do. */
export function absenceOf({ reason, output }: ProbeOutcome, cards: readonly GraphicsCard[], platform: NodeJS.Platform): AdapterAbsence {
  if (/Couldn't load Vulkan/i.test(output))
    return {
      reason: 'WebGPU needs the Vulkan loader (libvulkan.so.1), which is not installed.',
      mend: 'install libvulkan1 (Debian, Ubuntu) or vulkan-loader (Fedora; Arch: vulkan-icd-loader)',
    }
  const named = cards.map(({ name }) => name).join(', ')
  if (/No supported adapters|found no drivers/i.test(`${reason} ${output}`)) {
    if (named === '') return { reason: 'There is no GPU that WebGPU can use.', mend: null }
    const package_ = platform === 'linux' ? ' (Mesa: mesa-vulkan-drivers; NVIDIA: its own driver)' : ''
    return { reason: `No driver lets WebGPU use ${named}.`, mend: `install the driver of the GPU${package_}` }
  }
  // onnxruntime puts file and line of its own sources before what happened.
  return { reason: `WebGPU does not open: ${reason.trim().split('. ').at(-1) ?? ''}`, mend: 'update the driver of the GPU' }
}
