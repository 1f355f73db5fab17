/**
 * The words that `docs/glossary.md` bans, and how they are found. Names are read as words: `placesOfWords` is "places", "of", "words".
 * @typedef {{ words: string[], instead: string, allowed: string[][] }} Ban words in lower case; phrases in which they may stand, by word
 * @typedef {{ line: number, word: string, instead: string }} Finding line from 1
 */

const heading = '## Words that we do not write'

/**
 * Reads the table of banned words: words in backticks | what to write instead | phrases in backticks that are allowed.
 * @param {string} glossary text of the page
 * @returns {Ban[]}
 */
export function readBans(glossary) {
  const section = glossary.split(`\n${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  if (rows.length === 0) throw new Error(`The glossary has no table of words under the heading "${heading}".`)
  return rows.map((row) => {
    const [, words = '', instead = '', allowed = ''] = row.split('|').map((cell) => cell.trim())
    return { words: quoted(words).map((word) => word.toLowerCase()), instead, allowed: quoted(allowed).map(wordsOf) }
  })
}

/**
 * Finds banned words in a text, whether in names, comments, strings or sentences.
 * @param {string} text
 * @param {Ban[]} bans
 * @returns {Finding[]}
 */
export function findBannedWords(text, bans) {
  const lines = text.split('\n').map(wordsOf)
  const words = lines.flatMap((own, index) => own.map((word) => ({ word, line: index + 1 })))
  return words.flatMap(({ word, line }, index) => {
    const ban = bans.find((candidate) => candidate.words.includes(word))
    if (!ban || ban.allowed.some((phrase) => standsIn(phrase, words, index))) return []
    return [{ line, word, instead: ban.instead }]
  })
}

/** Whether the word at `index` is part of the phrase there. */
function standsIn(phrase, words, index) {
  return phrase.some((own, offset) => {
    const start = index - offset
    return own === words[index].word && start >= 0 && phrase.every((other, step) => words[start + step]?.word === other)
  })
}

/** Words of a text in lower case; names are cut at their capitals. */
function wordsOf(text) {
  const cut = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return cut.toLowerCase().match(/\p{L}+/gu) ?? []
}

function quoted(cell) {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text)
}
