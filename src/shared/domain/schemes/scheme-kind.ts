import type { TagMatrix, TrackPoints } from '../tag-matrix'

/** What every scheme has, whatever its kind. */
export interface NamedScheme<Kind extends string> {
  readonly kind: Kind
  /** The name by which people know it. */
  readonly name: string
}

/** What the program must know of a kind of scheme: how tags become labels. */
export interface SchemeKind<Own extends NamedScheme<string>> {
  /** Name of the kind in lists. */
  readonly title: string
  /**
   * Derives the labels of all tracks at once; it may read the whole matrix, for statistics over the set.
   * @param into points to fill, [tracks]; NaN where tags give no label
   */
  readonly derive: (matrix: TagMatrix, scheme: Own, into: TrackPoints) => void
  /** Emotion words that the scheme names; a library that lacks one refuses the scheme. */
  readonly words: (scheme: Own) => readonly string[]
  /** What the scheme does, in a few words, such as “calmness 0.3, comments 20 %”. */
  readonly describe: (scheme: Own) => string
}
