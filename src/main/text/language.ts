import { eld } from 'eld/medium'
import { shortestTextForLanguage } from './constants'

export interface TextLanguage {
  /** ISO 639-1 such as 'en', the likeliest one; '' where there are no words. */
  readonly code: string
  /** False for short texts and close calls: such a text should not be filtered out. */
  readonly reliable: boolean
}

/**
 * Tells the language of a text by its letter groups.
 * @param text as imported; below 40 letters nothing reliable can be said
 */
export function languageOf(text: string): TextLanguage {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return { code: '', reliable: false }
  const found = eld.detect(text)
  return { code: found.language, reliable: letters >= shortestTextForLanguage && found.language !== '' && found.isReliable() }
}
