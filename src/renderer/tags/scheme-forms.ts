import { dampings, type DampedScheme, describeDamping } from '@shared/domain/schemes/damped'
import { largestStrength } from '@shared/domain/schemes/excess'
import { describeWeights, type SchemeModifiers } from '@shared/domain/schemes/modifiers'
import { neutralisingWords } from '@shared/domain/schemes/neutralising'
import { defaultCap, largestExponent, occurrenceMeasures } from '@shared/domain/schemes/occurrence'
import { type Scheme, type SchemeOfKind, titleOfKind } from '@shared/domain/schemes/scheme'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import { unnamed } from './edited-scheme'

interface FieldWords {
  readonly id: string
  readonly label: string
  /** For the tooltip. */
  readonly explanation: string
}

/** A setting of a scheme as a control: its value, and the scheme that another value gives. */
export type SchemeField =
  | (FieldWords & {
      readonly control: 'slider' | 'number'
      readonly min: number
      readonly max: number
      readonly step: number
      readonly value: number
      readonly set: (value: number) => Scheme
    })
  | (FieldWords & {
      readonly control: 'choice'
      readonly options: readonly { readonly value: string; readonly title: string; readonly explanation: string }[]
      readonly value: string
      readonly set: (value: string) => Scheme
    })
  | (FieldWords & { readonly control: 'words'; readonly value: readonly string[]; readonly set: (value: readonly string[]) => Scheme })

/** How a kind of scheme is chosen and changed in the window. */
interface SchemeForm<Own extends Scheme> {
  /** What it does, in the list of kinds. */
  readonly explanation: string
  /** The scheme to begin with, keeping what was changed by hand; null where something has to be done first. */
  readonly begin: ((matrix: TagMatrix, kept: SchemeModifiers) => Own) | null
  readonly fields: (scheme: Own) => readonly SchemeField[]
  /** A short name of the scheme without what was changed by hand; empty where that says it all. */
  readonly short: (scheme: Own) => string
}

const largestCap = 200

const measures = {
  mass: { title: 'Tags', explanation: 'By its share of all tag counts' },
  tracks: { title: 'Tracks', explanation: 'By the share of tracks that carry it' },
} as const

const dampingTitles: Readonly<Record<DampedScheme['by'], string>> = { sqrt: 'Root', log: 'Log', presence: 'Presence' }

const occurrence: SchemeForm<SchemeOfKind<'occurrence'>> = {
  explanation: 'The more often a word stands in the whole set, the less each of its tags counts.',
  begin: (_matrix, kept) => ({ kind: 'occurrence', name: unnamed, measure: 'mass', exponent: 1, cap: defaultCap, ...kept }),
  short: ({ exponent, measure }) => `By occurrence ${exponent}${measure === 'tracks' ? ' (tracks)' : ''}`,
  fields: (scheme) => [
    {
      control: 'slider',
      id: 'exponent',
      label: 'Strength',
      explanation: 'Exponent of a word’s share relative to the most frequent word: 0 is the published formula, 1 makes all words equal',
      min: 0,
      max: largestExponent,
      step: 0.05,
      value: scheme.exponent,
      set: (exponent) => ({ ...scheme, exponent }),
    },
    {
      control: 'choice',
      id: 'measure',
      label: 'Measured by',
      explanation: 'How often a word occurs',
      options: occurrenceMeasures.map((value) => ({ value, ...measures[value] })),
      value: scheme.measure,
      set: (measure) => ({ ...scheme, measure: measure === 'tracks' ? 'tracks' : 'mass' }),
    },
    {
      control: 'number',
      id: 'cap',
      label: 'At most',
      explanation: 'No word counts more than so many times the most frequent one',
      min: 1,
      max: largestCap,
      step: 1,
      value: scheme.cap,
      set: (cap) => ({ ...scheme, cap }),
    },
  ],
}

const excess: SchemeForm<SchemeOfKind<'excess'>> = {
  explanation: 'A word counts only as far as a track has more of it than the whole set has.',
  begin: (_matrix, kept) => ({ kind: 'excess', name: unnamed, strength: 1, ...kept }),
  short: ({ strength }) => `Excess ${strength}`,
  fields: (scheme) => [
    {
      control: 'slider',
      id: 'strength',
      label: 'Strength',
      explanation: 'How many times its share of the set a word must exceed; 0 is the published formula',
      min: 0,
      max: largestStrength,
      step: 0.05,
      value: scheme.strength,
      set: (strength) => ({ ...scheme, strength }),
    },
  ],
}

const damped: SchemeForm<SchemeOfKind<'damped'>> = {
  explanation: 'A hundred votes for one word count less than a hundred times one vote.',
  begin: (_matrix, kept) => ({ kind: 'damped', name: unnamed, by: 'sqrt', ...kept }),
  short: ({ by }) => `Damped: ${dampingTitles[by].toLowerCase()}`,
  fields: (scheme) => [
    {
      control: 'choice',
      id: 'by',
      label: 'Counts',
      explanation: 'How the counts of a track are damped',
      options: dampings.map((value) => ({ value, title: dampingTitles[value], explanation: describeDamping(value) })),
      value: scheme.by,
      set: (chosen) => ({ ...scheme, by: dampings.find((by) => by === chosen) ?? scheme.by }),
    },
  ],
}

const neutralising: SchemeForm<SchemeOfKind<'neutralising'>> = {
  explanation: 'Words that stand beside everything are left out where a track has another word.',
  begin: (matrix, kept) => ({ kind: 'neutralising', name: unnamed, words: neutralisingWords(matrix), ...kept }),
  short: ({ words }) => (words.length === 0 ? 'No word left out' : `Without ${words.join(', ')}`),
  fields: (scheme) => [
    {
      control: 'words',
      id: 'words',
      label: 'Left out',
      explanation: 'Words that are left out of a track that carries another one; a track that carries nothing else keeps them',
      value: scheme.words,
      set: (words) => ({ ...scheme, words }),
    },
  ],
}

const forms: { readonly [Kind in Scheme['kind']]: SchemeForm<SchemeOfKind<Kind>> } = {
  published: {
    explanation: 'Every word weighs 1, as in the study. Move the slider of a word to weigh it by hand.',
    begin: () => ({ kind: 'published', name: unnamed }),
    fields: () => [],
    short: titleOfKind,
  },
  weights: {
    explanation: 'Every word weighs what its slider says.',
    begin: (_matrix, kept) => ({ kind: 'weights', name: unnamed, ...kept }),
    fields: () => [],
    short: ({ weights }) => (describeWeights(weights).length === 0 ? titleOfKind({ kind: 'published' }) : ''),
  },
  occurrence,
  excess,
  damped,
  neutralising,
  learnt: {
    explanation: 'The program fits what each word is worth to the labels that people placed.',
    begin: null,
    fields: () => [],
    short: ({ fit }) => `Learnt from ${fit.tracks.toLocaleString('en')} tracks`,
  },
}

type FormOfScheme<Own extends Scheme> = Pick<SchemeForm<Own>, 'fields' | 'short'>

function formOf<Own extends Scheme>(scheme: Own): FormOfScheme<Own>
function formOf(scheme: Scheme): FormOfScheme<never> {
  return forms[scheme.kind]
}

/** A kind of scheme in the list: `begin` is null where something has to be done first. */
export interface OfferedKind {
  readonly kind: Scheme['kind']
  readonly title: string
  readonly explanation: string
  readonly begin: ((matrix: TagMatrix, kept: SchemeModifiers) => Scheme) | null
}

const offered = ['published', 'occurrence', 'excess', 'damped', 'neutralising', 'learnt'] as const

/** Kinds to begin with; weights by hand begin with any slider. */
export const offeredKinds: readonly OfferedKind[] = offered.map((kind) => {
  const { explanation, begin } = forms[kind]
  return { kind, title: titleOfKind({ kind }), explanation, begin }
})

/** The settings of a scheme's kind as controls. */
export function fieldsOf(scheme: Scheme): readonly SchemeField[] {
  return formOf(scheme).fields(scheme)
}

/** A short name of what the scheme's kind does; empty where weights by hand say it all. */
export function shortName(scheme: Scheme): string {
  return formOf(scheme).short(scheme)
}
