const word = "[\\p{L}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*"

/** A word as it is written in a text, with apostrophes inside it. */
export const writtenWord = new RegExp(word, 'gu')
/** Splits a text into what lies between its words and, as every other part, the words. */
export const betweenWords = new RegExp(`(${word})`, 'u')
