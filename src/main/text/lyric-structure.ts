import { cleanLine } from './clean-text'
import { type PartKind, type SongPart, songParts } from './song-parts'
import type { WordLists } from './word-lists'

/** A line of lyrics and its part of the song. */
export interface LyricLine {
  /** Cleaned. */
  readonly text: string
  readonly part: PartKind
  /** Whether the same words were sung before. */
  readonly repeated: boolean
}

/**
 * The structure of lyrics, by simple rules: headings name their part; where no heading names a chorus, a part that is sung again word for
 * word is one; all else is verse. A line is repeated when the same words were sung before.
 * @param text lyrics as imported
 */
export function lyricStructure(text: string, lists: WordLists): LyricLine[] {
  const parts = songParts(text, lists).map(({ kind, lines }): SongPart => ({
    kind,
    lines: lines.map((line) => cleanLine(line, lists)).filter((line) => line !== ''),
  }))
  const named = parts.some(({ kind }) => kind === 'chorus')
  const times = new Map<string, number>()
  for (const { lines } of parts) times.set(lines.join('\n'), (times.get(lines.join('\n')) ?? 0) + 1)
  const sung = new Set<string>()
  return parts.flatMap(({ kind, lines }) => {
    const recurs = !named && kind === 'verse' && (times.get(lines.join('\n')) ?? 0) > 1
    return lines.map((line): LyricLine => {
      const repeated = sung.has(line)
      sung.add(line)
      return { text: line, part: recurs ? 'chorus' : kind, repeated }
    })
  })
}
