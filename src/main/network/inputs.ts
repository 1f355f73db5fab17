import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import {
  describeModality,
  isTextKind,
  type Modality,
  modalities,
  modalityDescriptors,
  type ModalityInput,
  type TextKind,
} from '@shared/domain/modality'

/**
 * The input of one modality, or the output of its frozen branch, which was computed before. Token ids lie in [0, vocabularySize); 0 is
 * padding.
 */
export type InputShape =
  | Extract<ModalityInput, { kind: 'sequence' }>
  | (Extract<ModalityInput, { kind: 'tokens' }> & { readonly vocabularySize: number })
  | (Extract<ModalityInput, { kind: 'vector' }> & { readonly units: number })

/** The input shapes of the modalities at hand. */
export type InputShapes = Readonly<Partial<Record<Modality, InputShape>>>

/** Shape of an excerpt's MFCC by the rule of the study: 20 coefficients over 1502 frames. */
export const mfccShape = modalityDescriptors.audio.input

/**
 * The shapes of what the modalities give, such as MFCC [20, 1502] and 500 token ids per text. How many numbers a vector has is said by the
 * branch that reads it.
 * @param vocabularySizes how many token ids each kind of text has; a kind that is left out is not at hand
 * @param rule gives the MFCC its width; left out: the rule of the study
 */
export function studyInputs(
  vocabularySizes: Readonly<Partial<Record<TextKind, number | undefined>>> = {},
  rule?: ExcerptRule,
): InputShapes {
  const shapes: Partial<Record<Modality, InputShape>> = {}
  for (const modality of modalities) {
    const { input } = describeModality(modality)
    if (input.kind === 'sequence') shapes[modality] = { ...input, length: shapeOfRule(rule).frameCount }
    else if (input.kind === 'tokens') {
      const vocabularySize = isTextKind(modality) ? vocabularySizes[modality] : undefined
      if (vocabularySize !== undefined) shapes[modality] = { ...input, vocabularySize }
    }
  }
  return shapes
}

/** The dimensions of one sample of an input. */
export function dimsOfInput(shape: InputShape): number[] {
  switch (shape.kind) {
    case 'sequence':
      return [shape.channels, shape.length]
    case 'tokens':
      return [shape.length]
    case 'vector':
      return [shape.units]
  }
}

/** What the numbers of an input are, in files and in batches. */
export const elementTypes = {
  sequence: 'float32',
  tokens: 'int32',
  vector: 'float32',
} as const satisfies Readonly<Record<InputShape['kind'], 'float32' | 'int32'>>

/** How many numbers one sample of an input holds. */
export function sizeOfInput(shape: InputShape): number {
  return dimsOfInput(shape).reduce((product, dimension) => product * dimension, 1)
}
