import { basename } from 'node:path'
import type { TextKind } from '@shared/domain/modality'

const endings: Readonly<Record<TextKind, readonly string[]>> = {
  // The longer ending comes first, so that `song.lyrics.txt` is a text of `song`.
  lyrics: ['.lyrics.txt', '.lrc', '.txt'],
  comments: ['.comments.txt', '.comment.txt'],
}

/**
 * Tells what a text file beside audio holds by its name.
 * @param path such as `song.lyrics.txt`
 * @returns the name without its ending, and the kind; null for a file of another sort
 */
export function describeTextFile(path: string): { stem: string; kind: TextKind; priority: number } | null {
  const name = basename(path)
  const lower = name.toLowerCase()
  for (const kind of ['comments', 'lyrics'] as const) {
    const priority = endings[kind].findIndex((ending) => lower.endsWith(ending))
    const ending = endings[kind][priority]
    if (ending !== undefined && name.length > ending.length) return { stem: name.slice(0, -ending.length), kind, priority }
  }
  return null
}

/** Removes the time stamps and tags of an LRC file: `[01:23.45]words` → `words`. */
export function stripTimeStamps(text: string): string {
  return text
    .split(/\r\n|\r|\n/u)
    .filter((line) => !/^\s*\[[a-z#]+:[^\]]*\]\s*$/iu.test(line))
    .map((line) => line.replace(/\[\d+:\d+(?:[.:]\d+)?\]|<\d+:\d+(?:[.:]\d+)?>/gu, '').trim())
    .join('\n')
    .trim()
}
