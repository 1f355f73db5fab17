import { emptyPoints, type TagMatrix, type TrackPoints } from '../tag-matrix'
import { mixComments } from '../weighted-labels'
import { dampedKind, type DampedScheme } from './damped'
import { type Derivation, derivationOf, derivePoints } from './derivation'
import { excessKind, type ExcessScheme } from './excess'
import { learntKind, type LearntScheme } from './learnt'
import { describeModifiers, noModifiers, type SchemeModifiers } from './modifiers'
import { neutralisingKind, type NeutralisingScheme } from './neutralising'
import { occurrenceKind, type OccurrenceScheme } from './occurrence'
import { publishedKind, type PublishedScheme } from './published'
import type { SchemeKind } from './scheme-kind'
import { weightsKind, type WeightsScheme } from './weights'
import { presentNames, underNames } from './word-names'

/** How tags become labels. A new kind is a file of its own, a member of this union, an entry below and in the contract, and a form. */
export type Scheme = PublishedScheme | WeightsScheme | OccurrenceScheme | ExcessScheme | DampedScheme | NeutralisingScheme | LearntScheme
export type SchemeOfKind<Kind extends Scheme['kind']> = Extract<Scheme, { kind: Kind }>
/** A scheme that people may change by hand. */
export type ModifiedScheme = Exclude<Scheme, PublishedScheme>

const schemeKinds: { readonly [Kind in Scheme['kind']]: SchemeKind<SchemeOfKind<Kind>> } = {
  published: publishedKind,
  weights: weightsKind,
  occurrence: occurrenceKind,
  excess: excessKind,
  damped: dampedKind,
  neutralising: neutralisingKind,
  learnt: learntKind,
}

/** The kind of a scheme. */
function kindOf<Own extends Scheme>(scheme: Own): SchemeKind<Own>
function kindOf(scheme: Scheme): unknown {
  return schemeKinds[scheme.kind]
}

/** What people changed by hand, and nothing else of the scheme; nothing of the published formula. */
export function modifiersOf(scheme: Scheme): SchemeModifiers {
  if (scheme.kind === 'published') return noModifiers
  const { weights, minimumMass, commentsShare } = scheme
  return { weights, minimumMass, commentsShare }
}

/** A scheme with the names that its words have now, where they were renamed since; what it says of a new name itself wins. */
export function underPresentNames<Own extends Scheme>(scheme: Own, words: TagMatrix['words']): Own {
  const nameOf = presentNames(words)
  if (!nameOf) return scheme
  const renamed = kindOf(scheme).rename?.(scheme, nameOf) ?? scheme
  return 'weights' in renamed ? { ...renamed, weights: underNames(renamed.weights, nameOf) } : renamed
}

/**
 * What a scheme makes of a matrix: weights, coordinates and masses that the formula needs.
 * @param buffer [entries] for masses, where the derivation is used at once and not kept
 */
export function derivationBy(matrix: TagMatrix, scheme: Scheme, buffer?: Float64Array): Derivation {
  const own = underPresentNames(scheme, matrix.words)
  return derivationOf(matrix, kindOf(own).read(matrix, own, buffer), modifiersOf(own))
}

const buffers = new WeakMap<TagMatrix, Float64Array>()

/** A buffer for masses, [entries], the same for each call: a slider that is dragged asks for labels in every frame. */
function bufferFor(matrix: TagMatrix): Float64Array {
  const buffer = buffers.get(matrix) ?? new Float64Array(matrix.counts.length)
  buffers.set(matrix, buffer)
  return buffer
}

/**
 * The labels that a scheme derives from tags, for all tracks at once.
 * @param into points to fill; new ones unless given
 * @returns `into`; NaN where tags give no label
 */
export function deriveByScheme(matrix: TagMatrix, scheme: Scheme, into: TrackPoints = emptyPoints(matrix)): TrackPoints {
  derivePoints(matrix, derivationBy(matrix, scheme, bufferFor(matrix)), into)
  mixComments(matrix, modifiersOf(scheme).commentsShare, into)
  return into
}

/** Emotion words that a scheme names. */
export function wordsOfScheme(scheme: Scheme): readonly string[] {
  return [...new Set([...kindOf(scheme).words(scheme), ...Object.keys(modifiersOf(scheme).weights)])]
}

/** What a scheme does, in a few words. */
export function describeScheme(scheme: Scheme): string {
  return [kindOf(scheme).describe(scheme), ...describeModifiers(modifiersOf(scheme))].filter((part) => part !== '').join(', ')
}

/** Name of a scheme's kind in lists. */
export function titleOfKind({ kind }: Pick<Scheme, 'kind'>): string {
  return schemeKinds[kind].title
}
