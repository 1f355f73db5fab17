import type { Branch, Layer, Modality, Network, Normalisation } from '@shared/domain/network'

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

type TextModality = Exclude<Modality, 'audio'>

/** Names of the five networks of the study, as the command line says them. */
export const publishedNames = ['audio', 'lyrics', 'comments', 'audio-lyrics', 'audio-comments'] as const
export type PublishedName = (typeof publishedNames)[number]

/** Numbers of a word's vector in the study. */
const publishedEmbeddingSize = 300

/** The published settings of a network. */
export function publishedSettings(name: PublishedName): PublishedSettings {
  const hiddenUnits = { audio: 64, lyrics: 32, comments: 32, 'audio-lyrics': 256, 'audio-comments': 256 }[name]
  return { filters: 16, hiddenUnits, dropout: 0.5, normalisation: 'global', embeddingSize: publishedEmbeddingSize }
}

/**
 * One of the study's five networks.
 * @param name which
 * @param changes settings that differ from the published ones
 */
export function publishedNetwork(name: PublishedName, changes: Partial<PublishedSettings> = {}): Network {
  const settings = { ...publishedSettings(name), ...changes }
  if (name === 'audio') return { name, branches: [audioBranch(settings, false)], head: headOf(settings, true) }
  if (name === 'lyrics' || name === 'comments') {
    return { name, branches: [textBranch(name, settings, false)], head: headOf(settings, false) }
  }
  const text = name === 'audio-lyrics' ? 'lyrics' : 'comments'
  return { name, branches: [audioBranch(settings, true), textBranch(text, settings, true)], head: headOf(settings, true) }
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
function audioBranch({ filters, normalisation }: PublishedSettings, frozen: boolean): Branch {
  const block = convolutionBlock(filters, 4)
  const layers: Layer[] = [{ type: 'normalisation', by: normalisation }, ...block, ...block, ...ending()]
  return { modality: 'audio', frozen, layers }
}

/** One convolution as wide as the embedding: lengths 500 → 491 → 245 → 61. */
function textBranch(modality: TextModality, { filters, embeddingSize }: PublishedSettings, frozen: boolean): Branch {
  const embedding: Layer = { type: 'embedding', size: embeddingSize, trained: false }
  return { modality, frozen, layers: [embedding, ...convolutionBlock(filters, 2), ...ending()] }
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
