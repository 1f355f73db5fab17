import { emptyPoints, type TagMatrix, type TrackPoints } from '../tag-matrix'
import { publishedKind, type PublishedScheme } from './published'
import type { SchemeKind } from './scheme-kind'
import { weightsKind, type WeightsScheme } from './weights'

/** How tags become labels. A new kind is a file of its own, a member of this union, an entry below and in the contract, and a form. */
export type Scheme = PublishedScheme | WeightsScheme
export type SchemeOfKind<Kind extends Scheme['kind']> = Extract<Scheme, { kind: Kind }>

const schemeKinds: { readonly [Kind in Scheme['kind']]: SchemeKind<SchemeOfKind<Kind>> } = {
  published: publishedKind,
  weights: weightsKind,
}

/** The kind of a scheme. */
function kindOf<Own extends Scheme>(scheme: Own): SchemeKind<Own>
function kindOf(scheme: Scheme): SchemeKind<never> {
  return schemeKinds[scheme.kind]
}

/**
 * The labels that a scheme derives from tags, for all tracks at once.
 * @param into points to fill; new ones unless given
 * @returns `into`; NaN where tags give no label
 */
export function deriveByScheme(matrix: TagMatrix, scheme: Scheme, into: TrackPoints = emptyPoints(matrix)): TrackPoints {
  kindOf(scheme).derive(matrix, scheme, into)
  return into
}

/** Emotion words that a scheme names. */
export function wordsOfScheme(scheme: Scheme): readonly string[] {
  return kindOf(scheme).words(scheme)
}

/** What a scheme does, in a few words. */
export function describeScheme(scheme: Scheme): string {
  return kindOf(scheme).describe(scheme)
}

/** Name of a scheme's kind in lists. */
export function titleOfKind({ kind }: Scheme): string {
  return schemeKinds[kind].title
}
