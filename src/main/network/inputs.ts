import type { Modality } from '@shared/domain/network'
import { coefficientCount, frameCount } from '@shared/domain/feature-constants'

/** What a network reads of one modality: MFCC rows along time, the ids of tokens, or what a frozen branch made of them before. */
export type InputShape =
  | { readonly kind: 'sequence'; readonly channels: number; readonly length: number }
  | { readonly kind: 'tokens'; readonly length: number; readonly vocabularySize: number }
  | { readonly kind: 'vector'; readonly units: number }

/** The input shapes of the modalities at hand. */
export type InputShapes = Readonly<Partial<Record<Modality, InputShape>>>

/** How many tokens of a text the study reads. */
export const tokensPerText = 500

/** Shape of an excerpt's MFCC: 20 coefficients over 1502 frames. */
export const mfccShape = { kind: 'sequence', channels: coefficientCount, length: frameCount } as const satisfies InputShape

/**
 * The study's inputs: MFCC [20, 1502] and 500 token ids per text.
 * @param vocabularySizes how many token ids each text modality has, padding (id 0) included; ids lie in [0, size)
 */
export function studyInputs(vocabularySizes: Readonly<Partial<Record<Modality, number>>> = {}): InputShapes {
  const tokens = (size: number): InputShape => ({ kind: 'tokens', length: tokensPerText, vocabularySize: size })
  const { lyrics, comments } = vocabularySizes
  return {
    audio: mfccShape,
    ...(lyrics === undefined ? {} : { lyrics: tokens(lyrics) }),
    ...(comments === undefined ? {} : { comments: tokens(comments) }),
  }
}

/** How many numbers one sample of an input holds. */
export function sizeOfInput(shape: InputShape): number {
  if (shape.kind === 'vector') return shape.units
  return shape.kind === 'sequence' ? shape.channels * shape.length : shape.length
}
