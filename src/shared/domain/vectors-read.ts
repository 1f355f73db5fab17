import type { TextKind } from './modality'

/** How many tracks that a run holds out gave their texts, without labels, to the word vectors that it reads. */
export interface VectorsRead {
  readonly kind: TextKind
  /** Name of the word vectors. */
  readonly embedding: string
  /** Tracks with such texts that the run does not learn from; of a run with folds every track, because each fold leaves some out. */
  readonly heldOut: number
  /** How many of them the vectors were learnt from too. */
  readonly read: number
}

/** Such as "the word vectors “Words” were learnt from texts of 12 of the 12 tracks held out, without their labels". */
function inWords({ embedding, heldOut, read }: VectorsRead): string {
  return `the word vectors “${embedding}” were learnt from texts of ${read} of the ${heldOut} tracks held out, without their labels`
}

/** A phrase for each word vectors that read texts of tracks held out. */
export function vectorsReadInWords(all: readonly VectorsRead[] = []): string[] {
  return all.filter(({ read }) => read > 0).map(inWords)
}
