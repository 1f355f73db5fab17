import { describeModality, isModality, type Modality } from './modality'
import { fail } from './failure'

/** How MFCC are normalised by the audio branch's first node. */
export const normalisations = ['global', 'coefficient', 'excerpt'] as const
export type Normalisation = (typeof normalisations)[number]

/** How a gradient moves the weights: as it is, or by Adam with decoupled weight decay (AdamW; Loshchilov and Hutter 2019). */
export const optimisers = ['sgd', 'adam'] as const
export type Optimiser = (typeof optimisers)[number]

/** What a channel is summarised by over time: `change` is the root mean square of what it changes by within a number of frames. */
export const statistics = ['mean', 'maximum', 'deviation', 'change'] as const
export type Statistic = (typeof statistics)[number]

/** What attention pools: the mean by its weights over time, and how far values lie from it. */
export const attentionStatistics = ['mean', 'deviation'] as const
export type AttentionStatistic = (typeof attentionStatistics)[number]

/** One layer as data. */
export type Layer = PlainLayer | ResidualLayer

/** Layers whose output is added to their input (He et al. 2016), which must have the same shape. */
export interface ResidualLayer {
  readonly type: 'residual'
  readonly layers: readonly PlainLayer[]
}

/** A layer that holds no others. Convolution and pooling run along time (the last axis), without padding. */
export type PlainLayer =
  | { readonly type: 'normalisation'; readonly by: Normalisation }
  | { readonly type: 'embedding'; readonly size: number; readonly trained: boolean }
  | { readonly type: 'convolution'; readonly filters: number; readonly kernel: number; readonly stride: number }
  /** Puts smoothed log-mel bands behind the MFCC that they follow from. */
  | { readonly type: 'mel-bands'; readonly bands: number }
  | { readonly type: 'batch-normalisation' }
  /** Mean 0 and variance 1 over the channels, at each time alone or of a vector, then a gain and a bias for each (Ba et al. 2016). */
  | { readonly type: 'layer-normalisation' }
  | { readonly type: 'relu' }
  /** Keeps numbers within limits, such as those of the plane. */
  | { readonly type: 'clip'; readonly low: number; readonly high: number }
  | { readonly type: 'max-pooling'; readonly size: number; readonly stride: number }
  | { readonly type: 'average-pooling'; readonly size: number; readonly stride: number }
  | {
      readonly type: 'global-pooling'
      readonly by: readonly Statistic[]
      /** Frames over which changes are taken, one statistic each; read by `change` alone. */
      readonly lags?: readonly number[] | undefined
    }
  /** Weighs every time by the softmax over time of a linear score of its channels, which is learnt (Okabe et al. 2018). */
  | { readonly type: 'attention-pooling'; readonly by: readonly AttentionStatistic[] }
  /** Puts zeros before and behind, along time: a convolution behind it keeps the length. */
  | { readonly type: 'padding'; readonly before: number; readonly after: number }
  | { readonly type: 'flatten' }
  | { readonly type: 'dropout'; readonly probability: number }
  | { readonly type: 'linear'; readonly units: number }

/** One modality's layers; a frozen branch is not trained and uses its running statistics. */
export interface Branch {
  readonly modality: Modality
  readonly layers: readonly Layer[]
  readonly frozen: boolean
  /** How many of its first layers freezing concerns; what follows is trained all the same. Left out: all of them. */
  readonly frozenLayers?: number | undefined
  /** How many numbers its backbone gives; filled in when a run is designed, and left out by branches that read none. */
  readonly units?: number | undefined
}

/** A network as a plain value: branches whose flattened outputs are joined in order, then a head that ends in 2 outputs. */
export interface Network {
  readonly name: string
  readonly branches: readonly Branch[]
  readonly head: readonly Layer[]
}

/** What a network reads, as one word: its modalities in the order of its branches, such as `audio-lyrics`. */
export function modalityOfNetwork({ branches }: Pick<Network, 'branches'>): string {
  return branches.map(({ modality }) => modality).join('-')
}

/**
 * The modalities that `modalityOfNetwork` joined, in their order.
 * @throws Failure `unsupported` for one that this version does not know
 */
export function modalitiesOfName(name: string): Modality[] {
  return name.split('-').map((word) => {
    if (isModality(word)) return word
    return fail('unsupported', `“${name}” reads ${word}, which this version does not know.`, 'Update Circumplex.')
  })
}

/** Whether what `modalityOfNetwork` joined needs the audio file of a track; what this version does not know does not count. */
export function namesAudioFiles(name: string): boolean {
  return name.split('-').some((word) => isModality(word) && describeModality(word).source === 'audio-file')
}

/** Whether a network needs the audio file of a track. */
export function readsAudioFiles({ branches }: Pick<Network, 'branches'>): boolean {
  return branches.some(({ modality }) => describeModality(modality).source === 'audio-file')
}
