import type { TextKind } from '@shared/domain/modality'
import { songParts } from './song-parts'
import type { WordLists } from './word-lists'

/**
 * Cleans a text: of lyrics, repetition is written out and the marks of parts and singers are taken away; of both kinds, web addresses and
 * markup go, short forms are expanded ("'m" to "am", "ain't" to "is not"), stretched letters shortened.
 * @param text as imported
 * @returns lower-case lines; '' for a text without words
 */
export function cleanText(text: string, kind: TextKind, lists: WordLists): string {
  const lines =
    kind === 'lyrics'
      ? withoutCredits(
          songParts(text, lists).flatMap(({ lines: sung }) => sung),
          lists,
        )
      : text.split(/\r\n?|\n/u)
  return lines
    .map((line) => cleanLine(line, lists))
    .filter((line) => line !== '')
    .join('\n')
}

/**
 * Cleans one line: markup and addresses away, short forms expanded, lower case.
 * @returns words, a space apart
 */
export function cleanLine(line: string, { shortForms, slang }: Pick<WordLists, 'shortForms' | 'slang'>): string {
  return line
    .normalize('NFKC')
    .replace(/<[^>]{1,200}>|&[a-z]{2,8};|&#\d{1,6};|https?:\/\/\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}/giu, ' ')
    .replace(/[‘’‛ʼ´`]/gu, "'")
    .toLowerCase()
    .replace(/['\p{L}\p{M}\d]+/gu, (word) => shorten(expandShortForm(word, shortForms), slang))
    .replace(/[^\p{L}\p{M}\d]+/gu, ' ')
    .trim()
}

/** Three or more equal letters are one: "sooo" is "so"; slang such as "hmm" stays. */
function shorten(words: string, slang: ReadonlySet<string>): string {
  return slang.has(words) ? words : words.replace(/(\p{L})\1{2,}/gu, '$1')
}

function expandShortForm(quoted: string, { words, endings }: WordLists['shortForms']): string {
  const whole = own(words, quoted)
  if (whole !== undefined) return whole
  const word = quoted.replace(/^'+(?=.)/u, '')
  const known = own(words, word) ?? own(words, word.replace(/'+$/u, ''))
  if (known !== undefined) return known
  const ending = Object.keys(endings).find((end) => word.length > end.length && word.endsWith(end))
  if (ending === undefined) return word.replaceAll("'", '')
  const stem = word.slice(0, -ending.length)
  // "I'd've": what is left may be a short form again.
  return `${stem.includes("'") ? expandShortForm(stem, { words, endings }) : stem}${endings[ending] ?? ''}`
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The first and last lines may say who wrote the song: "Written by …", "Lyrics: …". */
function withoutCredits(lines: readonly string[], { marks }: WordLists): string[] {
  const credit = new RegExp(`^\\(?(?:${marks.notSung.join('|')})(?:\\s+(?:and\\s+\\w+\\s+)?by\\b|\\s*:|\\.\\s|\\)$)`, 'iu')
  return lines.filter((line) => !credit.test(line))
}
