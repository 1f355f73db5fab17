import { presentWords, type TagMapping, wordResolver } from '../word-mapping'

/** A spelling that stands for an emotion word: its name, or one of its stems. */
export interface KnownForm {
  readonly text: string
  readonly word: string
  /** Whether it stands for all tokens that begin with it. */
  readonly isPrefix: boolean
}

/** Names of the present words, then the stems of one part, each spelling once, in the order of the words. */
export function knownForms(mapping: TagMapping): KnownForm[] {
  const resolve = wordResolver(mapping.words)
  const forms = new Map<string, KnownForm>()
  const add = (text: string, word: string, isPrefix = false): void => {
    if (text !== '' && !/\s/u.test(text) && !forms.has(text)) forms.set(text, { text, word, isPrefix })
  }
  for (const word of presentWords(mapping)) add(word, word)
  for (const { word, stems } of mapping.stems.words) {
    add(word, resolve(word))
    for (const stem of stems) add(stem.replace(/^=/u, '').replace(/\$$/u, ''), resolve(word), !/^=|\$$/u.test(stem))
  }
  return [...forms.values()]
}
