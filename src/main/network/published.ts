import { describeModality, isTextKind, type Modality } from '@shared/domain/modality'
import type { Branch, Layer, Network, Normalisation } from '@shared/domain/network'
import { branchesOfPublished, type NetworkName, type PublishedName } from '@shared/domain/published-networks'

/** What the study's networks leave to choose. */
export interface PublishedSettings {
  /** Filters of every convolution; the published code has 16. */
  readonly filters: number
  /** Units of the hidden linear layer: 64 for audio, 32 for text, 256 for a fusion, as the study's text says. */
  readonly hiddenUnits: number
  /** Probability of dropout, in [0, 1). */
  readonly dropout: number
  /** How MFCC are normalised; unused without audio. */
  readonly normalisation: Normalisation
  /** Numbers of a word's vector; unused without text. */
  readonly embeddingSize: number
}

/** Numbers of a word's vector in the study. */
const publishedEmbeddingSize = 300

/** The published settings of a network. */
export function publishedSettings(name: PublishedName): PublishedSettings {
  const hiddenUnits = { audio: 64, lyrics: 32, comments: 32, 'audio-lyrics': 256, 'audio-comments': 256 }[name]
  return { filters: 16, hiddenUnits, dropout: 0.5, normalisation: 'global', embeddingSize: publishedEmbeddingSize }
}

/** How many hidden units a network has that is chosen by its name, where nobody says otherwise. */
export function usualHiddenUnits(name: NetworkName): number {
  return name === 'backbone' ? publishedSettings('audio').hiddenUnits : publishedSettings(name).hiddenUnits
}

/**
 * One of the study's five networks.
 * @param name which
 * @param changes settings that differ from the published ones
 */
export function publishedNetwork(name: PublishedName, changes: Partial<PublishedSettings> = {}): Network {
  const settings = { ...publishedSettings(name), ...changes }
  const modalities = branchesOfPublished(name)
  const isFusion = modalities.length > 1
  const branches = modalities.map((modality): Branch => ({ modality, frozen: isFusion, layers: layersFor(modality, settings) }))
  return { name, branches, head: headOf(settings, isFusion || !modalities.some(isTextKind)) }
}

/** Which part of what a fusion's head reads comes from its first branch, and how many numbers that are together. */
export interface BranchShares {
  /** In 0…1, both excluded; null: the branches are joined as they are. */
  readonly share: number | null
  readonly shareUnits: number
}

/**
 * The branches of a fusion with a linear layer behind each that sets its share: the first gives its part of the units, at least one, the
 * others part the rest alike. The layer is trained also where its branch is frozen.
 */
export function withShares(branches: readonly Branch[], { share, shareUnits }: BranchShares): Branch[] {
  if (share === null || branches.length < 2) return [...branches]
  const others = branches.length - 1
  const first = Math.min(shareUnits - others, Math.max(1, Math.round(share * shareUnits)))
  return branches.map((branch, index) => {
    const units = index === 0 ? first : Math.floor((shareUnits - first + index - 1) / others)
    return { ...branch, layers: [...branch.layers, { type: 'linear', units }], frozenLayers: branch.layers.length }
  })
}

/** The layers that the study gives to what a modality reads; vectors go to the head as they are. */
function layersFor(modality: Modality, settings: PublishedSettings): Layer[] {
  const { kind } = describeModality(modality).input
  switch (kind) {
    case 'sequence':
      return sequenceLayers(settings)
    case 'tokens':
      return textLayers(settings)
    case 'vector':
      return []
  }
}

/**
 * A fusion of given branches, one after the other, under the study's head for fusions.
 * @param settings of the head
 */
export function fusedNetwork(
  name: string,
  branches: readonly Branch[],
  settings: Pick<PublishedSettings, 'hiddenUnits' | 'dropout'>,
): Network {
  return { name, branches, head: headOf(settings, true) }
}

/** Two convolution blocks, then average pooling: lengths 1502 → 1493 → 373 → 364 → 91 → 22. */
function sequenceLayers({ filters, normalisation }: PublishedSettings): Layer[] {
  const block = convolutionBlock(filters, 4)
  return [{ type: 'normalisation', by: normalisation }, ...block, ...block, ...ending()]
}

/** One convolution as wide as the embedding: lengths 500 → 491 → 245 → 61. */
function textLayers({ filters, embeddingSize }: PublishedSettings): Layer[] {
  return [{ type: 'embedding', size: embeddingSize, trained: false }, ...convolutionBlock(filters, 2), ...ending()]
}

function convolutionBlock(filters: number, pooling: number): Layer[] {
  return [
    { type: 'convolution', filters, kernel: 10, stride: 1 },
    { type: 'batch-normalisation' },
    { type: 'relu' },
    { type: 'max-pooling', size: pooling, stride: pooling },
  ]
}

function ending(): Layer[] {
  return [{ type: 'average-pooling', size: 4, stride: 4 }, { type: 'flatten' }]
}

/** Dropout, hidden layer, dropout, two outputs; the study's text networks have no ReLU after the hidden layer. */
function headOf({ hiddenUnits, dropout }: Pick<PublishedSettings, 'hiddenUnits' | 'dropout'>, relu: boolean): Layer[] {
  return [
    { type: 'dropout', probability: dropout },
    { type: 'linear', units: hiddenUnits },
    ...(relu ? [{ type: 'relu' } as const] : []),
    { type: 'dropout', probability: dropout },
    { type: 'linear', units: 2 },
  ]
}
