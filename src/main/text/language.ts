import type { TextLanguage } from '@shared/contract/tracks'
import { shortestTextForLanguage } from './constants'

/**
 * Recognises the language of a text by its letter groups.
 * @param text as imported; below 40 letters nothing reliable can be said
 * @returns the likeliest language; one that is not reliable should filter nothing out
 */
export type LanguageOf = (text: string) => TextLanguage

let languages: Promise<LanguageOf> | undefined

/** Loads the letter groups of sixty languages when they are first needed: no program should begin with reading all of them. */
export function loadLanguages(): Promise<LanguageOf> {
  languages ??= load()
  return languages
}

async function load(): Promise<LanguageOf> {
  const { eld } = await import('eld/medium')
  return (text) => {
    const letters = text.match(/\p{L}/gu)?.length ?? 0
    if (letters === 0) return { code: '', reliable: false }
    const found = eld.detect(text)
    return { code: found.language, reliable: letters >= shortestTextForLanguage && found.language !== '' && found.isReliable() }
  }
}
