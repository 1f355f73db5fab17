import type { Device } from '@shared/domain/device'
import { isSoftwareName } from './adapter-names'
import { type GraphicsCard, vendorOf } from './graphics-cards'

/** Under this id the command line knows the GPU that WebGPU takes. */
const realId = 'webgpu'
/** … and the adapter that the processor computes. */
const softwareId = 'webgpu-software'

/** What is known of the adapter that a WebGPU session opened on. */
export interface AdapterFacts {
  /** What the Vulkan loader offers, in its order; empty elsewhere. */
  readonly loaderNames: readonly string[]
  readonly cards: readonly GraphicsCard[]
  readonly maxBufferBytes?: number | undefined
  /** Version of the driver that ships with Electron; left out for drivers of the system. */
  readonly electronVersion?: string | undefined
}

/**
 * The device that stands for the adapter of WebGPU, which says nothing of itself. It takes a card of its own before one inside the
 * processor, and among equals does not say which: then the name holds them all, and the memory is the smallest.
 */
export function describeAdapter({ loaderNames, cards, maxBufferBytes, electronVersion }: AdapterFacts): Device {
  const names = loaderNames.length > 0 ? loaderNames : cards.map(({ name }) => name)
  const real = names.filter((name) => !isSoftwareName(name))
  const limit = maxBufferBytes === undefined ? {} : { maxBufferBytes }
  if (names.length > 0 && real.length === 0) return { ...softwareDevice(names[0] ?? '', electronVersion), ...limit }
  const cardOf = (name: string): GraphicsCard | undefined => closestCard(name, cards)
  const own = real.filter((name) => isCardOfItsOwn(name, cardOf(name)))
  const taken = [...new Set(own.length > 0 ? own : real.slice(0, 1))]
  const known = taken.map((name) => ({ name, card: cardOf(name) }))
  const memory = known.flatMap(({ card }) => card?.memoryBytes ?? [])
  const driver = unique(known.map(({ name, card }) => card?.driver ?? mesaDriverOf(name)))
  const vendor = unique(known.map(({ name, card }) => card?.vendor ?? vendorOf(name) ?? undefined))
  return {
    id: realId,
    name: taken.length === 0 ? 'GPU' : taken.join(' or '),
    kind: 'webgpu',
    ...(vendor === '' ? {} : { vendor }),
    ...(driver === '' ? {} : { driver }),
    ...(memory.length > 0 && memory.length === known.length ? { memoryBytes: Math.min(...memory) } : {}),
    ...limit,
  }
}

function softwareDevice(name: string, electronVersion: string | undefined): Device {
  const version = /\(LLVM [\d.]+/.exec(name)?.[0].slice(1)
  const driver =
    electronVersion === undefined ? (version === undefined ? undefined : `Mesa, ${version}`) : `SwiftShader of Electron ${electronVersion}`
  return { id: softwareId, name, kind: 'webgpu', ...(driver === undefined ? {} : { driver }), software: true }
}

/** The card that a name of the Vulkan loader means: of the same vendor, with the most words in common. */
function closestCard(name: string, cards: readonly GraphicsCard[]): GraphicsCard | undefined {
  const words = wordsOf(name)
  const common = (card: GraphicsCard): number => [...wordsOf(card.name)].filter((word) => words.has(word)).length
  return cards.filter(({ vendor }) => vendor === vendorOf(name)).sort((one, other) => common(other) - common(one))[0]
}

function wordsOf(name: string): Set<string> {
  return new Set(name.toLowerCase().match(/[a-z0-9]+/g) ?? [])
}

/** Whether a graphics card has memory of its own, as far as its name or its memory say. */
function isCardOfItsOwn(name: string, card: GraphicsCard | undefined): boolean {
  const vendor = vendorOf(name)
  if (vendor === 'NVIDIA') return !/tegra|orin|xavier/i.test(name)
  if (vendor === 'AMD') return /\bRX\b|\bPRO W|instinct|\bMI\d{2,}|\bVII\b|\bR9\b|fury|vega (?:56|64|frontier)|firepro/i.test(name)
  if (vendor === 'Intel') return /\barc\b.*\b[AB]\d{2,3}/i.test(name)
  return card?.memoryBytes !== undefined
}

/** The driver that Mesa's names show on Linux. */
function mesaDriverOf(name: string): string | undefined {
  if (/\(RADV\b/.test(name)) return 'Mesa RADV'
  return /^Mesa Intel|^Intel\(R\).*\(/.test(name) ? 'Mesa ANV' : /\bNVK\b/.test(name) ? 'Mesa NVK' : undefined
}

function unique(words: readonly (string | undefined)[]): string {
  return [...new Set(words.filter((word) => word !== undefined && word !== ''))].join(' or ')
}
