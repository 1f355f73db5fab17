/** A piece of a text; `isOther` marks words that the original does not have there. */
export interface MarkedPiece {
  readonly text: string
  readonly isOther: boolean
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? []
const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?\n])/u).filter((sentence) => sentence !== '')

/**
 * Marks the words of a varied text that are not in the original. Each sentence is compared with the one of the original that shares
 * most words with it, so that sentences in another order are not marked for that alone.
 * @returns pieces that together are the varied text
 */
export function markReplaced(original: string, varied: string): MarkedPiece[] {
  const sources = sentencesOf(original).map(wordsOf)
  return joined(
    sentencesOf(varied).flatMap((sentence) => {
      const words = wordsOf(sentence)
      const known = keptWords(words, nearestSentence(words, sources))
      let index = -1
      return sentence
        .split(/([\p{L}\p{M}\p{N}'’]+)/u)
        .filter((part) => part !== '')
        .map((text): MarkedPiece => {
          if (!/[\p{L}\p{M}\p{N}'’]/u.test(text)) return { text, isOther: false }
          index += 1
          return { text, isOther: known[index] !== true }
        })
    }),
  )
}

/** How many words of a varied text are marked. */
export function countReplaced(pieces: readonly MarkedPiece[]): number {
  return pieces.reduce((sum, { text, isOther }) => sum + (isOther ? wordsOf(text).length : 0), 0)
}

function nearestSentence(words: readonly string[], sources: readonly (readonly string[])[]): readonly string[] {
  const shared = (source: readonly string[]): number => {
    const present = new Set(source)
    return words.filter((word) => present.has(word)).length - Math.abs(source.length - words.length) / 2
  }
  return sources.reduce<readonly string[]>((best, source) => (best.length === 0 || shared(source) > shared(best) ? source : best), [])
}

/** Which words belong to the longest common subsequence with the source, by dynamic programming. */
function keptWords(words: readonly string[], source: readonly string[]): boolean[] {
  const width = source.length + 1
  const lengths = new Int32Array((words.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = words.length - 1; row >= 0; row -= 1) {
    for (let column = source.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        words[row] === source[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  let column = 0
  return words.map((word, row) => {
    while (column < source.length && at(row, column + 1) === at(row, column) && word !== source[column]) column += 1
    const isKept = word === source[column] && at(row, column) === at(row + 1, column + 1) + 1
    if (isKept) column += 1
    return isKept
  })
}

function joined(pieces: readonly MarkedPiece[]): MarkedPiece[] {
  return pieces.reduce<MarkedPiece[]>((done, piece) => {
    const last = done.at(-1)
    return last?.isOther === piece.isOther ? [...done.slice(0, -1), { ...last, text: last.text + piece.text }] : [...done, piece]
  }, [])
}
