import { coefficientCount, frameCount } from './feature-constants'

/** What one sample of a modality is: numbers along time, the ids of tokens, or one vector. */
export type ModalityInput =
  | { readonly kind: 'sequence'; readonly channels: number; readonly length: number }
  | { readonly kind: 'tokens'; readonly length: number }
  /** How many numbers it has follows from what makes it. */
  | { readonly kind: 'vector' }

/** What a track needs so that a network can read a modality of it. */
export type ModalitySource = 'audio-file' | 'text'

/** Everything that the program has to know about a modality; what follows from `input` and `source` is not written down again. */
export interface ModalityDescriptor {
  /** For people, as a label. */
  readonly title: string
  readonly input: ModalityInput
  readonly source: ModalitySource
  /** The modality that every track has which has this one, and that this one is made of; left out: it is one of its own. */
  readonly madeOf?: 'audio'
  /** Why a track that lacks it is left out, as a sentence. */
  readonly lack: string
  /** What to do when no track has it, as a sentence. */
  readonly remedy: string
  /** Name of its input in the graph of an exported network. */
  readonly graphInput: string
}

/** How many tokens of a text the study reads. */
export const tokensPerText = 500

const textInput = { kind: 'tokens', length: tokensPerText } as const
const textRemedy = 'Import texts, or freeze a dataset of tracks that have them.'

/** Every modality by its name, which holds no hyphen: hyphens join the names of a fusion, as in `audio-lyrics`. */
export const modalityDescriptors = {
  /** MFCC [coefficients, frames] of an excerpt, before normalisation. */
  audio: {
    title: 'Audio',
    input: { kind: 'sequence', channels: coefficientCount, length: frameCount },
    source: 'audio-file',
    lack: 'Its audio is missing.',
    remedy: 'Find missing files again, or freeze another dataset.',
    graphInput: 'mfcc',
  },
  lyrics: {
    title: 'Lyrics',
    input: textInput,
    source: 'text',
    lack: 'It has no lyrics.',
    remedy: textRemedy,
    graphInput: 'lyrics',
  },
  comments: {
    title: 'Comments',
    input: textInput,
    source: 'text',
    lack: 'It has no comments.',
    remedy: textRemedy,
    graphInput: 'comments',
  },
  /** What a backbone, a model from elsewhere, gives of the same excerpt of audio. */
  backbone: {
    title: 'Backbone',
    input: { kind: 'vector' },
    source: 'audio-file',
    madeOf: 'audio',
    lack: 'Its audio is missing.',
    remedy: 'Find missing files again, or freeze another dataset.',
    graphInput: 'backbone',
  },
} as const satisfies Readonly<Record<string, ModalityDescriptor>>

type Descriptors = typeof modalityDescriptors

/** What a network may read. */
export type Modality = keyof Descriptors

type ModalityFrom<Source extends ModalitySource> = {
  [Name in Modality]: Descriptors[Name]['source'] extends Source ? Name : never
}[Modality]

/** Modalities that are texts of a track. */
export type TextKind = ModalityFrom<'text'>

/** All modalities, in the order in which a fusion joins them. */
export const modalities = Object.keys(modalityDescriptors).filter(isModality)

/** The modalities that tracks have or lack by themselves. */
export const trackModalities = modalities.filter((modality) => modalityOfTracks(modality) === modality)

/** What a track must have so that a modality can be read of it. */
export function modalityOfTracks(modality: Modality): Modality {
  return describeModality(modality).madeOf ?? modality
}

/** All kinds of texts. */
export const textKinds = modalities.filter(isTextKind)

/** Whether a word names a modality. */
export function isModality(name: string): name is Modality {
  return Object.hasOwn(modalityDescriptors, name)
}

/** Whether a modality is a text of a track. */
export function isTextKind(modality: Modality): modality is TextKind {
  return modalityDescriptors[modality].source === 'text'
}

/** The descriptor of a modality, as widely as descriptors may differ. */
export function describeModality(modality: Modality): ModalityDescriptor {
  return modalityDescriptors[modality]
}

/** From values by modality to other values by modality; what is not there stays away. */
export function mapModalities<From, To>(
  values: Readonly<Partial<Record<Modality, From | undefined>>>,
  change: (value: From, modality: Modality) => To,
): Partial<Record<Modality, To>> {
  const changed: Partial<Record<Modality, To>> = {}
  for (const modality of modalities) {
    const value = values[modality]
    if (value !== undefined) changed[modality] = change(value, modality)
  }
  return changed
}
