import type { TagMatrix } from '../tag-matrix'

/** What every scheme has, whatever its kind. */
export interface NamedScheme<Kind extends string> {
  readonly kind: Kind
  /** The name by which people know it. */
  readonly name: string
}

/** How a kind of scheme reads the tags, before people's own weights are applied. */
export interface TagReading {
  /** [entries], ≥ 0: what counts of each entry of the matrix. */
  readonly masses: Float64Array
  /** [words], ≥ 0: what one unit of a word's mass weighs against one of another word. */
  readonly weights: Float64Array
  /** [words], in [−1, 1]; null: the coordinates of the lexicon. */
  readonly coordinates: { readonly valence: Float64Array; readonly arousal: Float64Array } | null
}

/** What the program must know of a kind of scheme: how tags become labels. */
export interface SchemeKind<Own extends NamedScheme<string>> {
  /** Name of the kind in lists. */
  readonly title: string
  /**
   * Reads the whole matrix; statistics over the set are worked out once for each matrix.
   * @param buffer [entries], which the answer may fill and hand back as its masses; a new one unless given
   */
  readonly read: (matrix: TagMatrix, scheme: Own, buffer?: Float64Array) => TagReading
  /** Emotion words that the scheme names, beside people's own weights; a library that lacks one refuses the scheme. */
  readonly words: (scheme: Own) => readonly string[]
  /** The scheme with its words, beside people's own weights, under other names; left out where a kind names none. */
  readonly rename?: (scheme: Own, nameOf: (word: string) => string) => Own
  /** What the scheme does, in a few words, such as “exponent 1 of each word's share of tag mass”. */
  readonly describe: (scheme: Own) => string
}
