import { describeModifiers, type SchemeModifiers } from './modifiers'
import { plainReading } from './published'
import type { NamedScheme, SchemeKind } from './scheme-kind'

/** The formula with a weight for each word, by hand. */
export type WeightsScheme = NamedScheme<'weights'> & SchemeModifiers

export const weightsKind: SchemeKind<WeightsScheme> = {
  title: 'Weights by hand',
  read: plainReading,
  words: () => [],
  describe: (scheme) => (describeModifiers(scheme).length === 0 ? 'every word weighs 1' : ''),
}
