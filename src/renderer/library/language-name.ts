import type { TextLanguage } from '@shared/contract/tracks'

const names = new Intl.DisplayNames(['en'], { type: 'language' })

/** What a detected language is called, such as "German", with a question mark where it is a guess; '' where nothing was detected. */
export function languageName(language: TextLanguage | null): string {
  if (!language || language.code === '') return ''
  const name = names.of(language.code) ?? language.code
  return language.reliable ? name : `${name}?`
}
