import { basename, dirname, join, parse } from 'node:path'
import { readdirSync } from 'node:fs'
import { type TextKind, textKinds } from '@shared/domain/modality'

/** How names of text files end, the best first: the longer ending comes first, so that `song.lyrics.txt` is a text of `song`. */
const endings: Readonly<Record<TextKind, readonly string[]>> = {
  lyrics: ['.lyrics.txt', '.lrc', '.txt'],
  comments: ['.comments.txt', '.comment.txt'],
}

/** What the name of a text file says. */
export interface TextFileName {
  /** The name without its ending: that of the audio file. */
  readonly stem: string
  readonly kind: TextKind
  /** Of several files of one track and kind the one with the lowest number counts. */
  readonly priority: number
}

/**
 * Reads from a name what a text file holds; `.txt` alone means lyrics.
 * @param path such as `song.lyrics.txt`
 * @returns null for a file of another sort
 */
export function describeTextFile(path: string): TextFileName | null {
  const name = basename(path)
  const lower = name.toLowerCase()
  const found = textKinds.flatMap((kind) =>
    endings[kind].flatMap((ending, priority) =>
      lower.endsWith(ending) && name.length > ending.length ? [{ kind, ending, priority }] : [],
    ),
  )
  const longest = found.sort((one, other) => other.ending.length - one.ending.length)[0]
  return longest ? { stem: name.slice(0, -longest.ending.length), kind: longest.kind, priority: longest.priority } : null
}

/** A text file that belongs to an audio file. */
export interface TextFile {
  readonly path: string
  readonly kind: TextKind
}

/**
 * Opens a search for texts beside audio files. A folder is listed once while its files follow one another, so that large folders are
 * quick; open another search to see files that were added since.
 * @returns from an audio file to the text files beside it, the best first
 */
export function openTextSearch(): (audioPath: string) => readonly TextFile[] {
  let listed: { readonly folder: string; readonly texts: ReadonlyMap<string, readonly TextFile[]> } | null = null
  return (audioPath) => {
    const folder = dirname(audioPath)
    if (listed?.folder !== folder) listed = { folder, texts: textsByStem(folder) }
    return listed.texts.get(parse(audioPath).name) ?? []
  }
}

/** The names that a text of an audio file may have, for people: `song.lyrics.txt, song.lrc, song.txt`. */
export function possibleTextNames(audioPath: string, kind: TextKind): string {
  return endings[kind].map((ending) => `${parse(audioPath).name}${ending}`).join(', ')
}

/**
 * All files below a folder that are named like texts of a kind, in order of their paths.
 * @throws the system's error when the folder cannot be read
 */
export function textFilesBelow(folder: string, kind: TextKind): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && describeTextFile(entry.name)?.kind === kind)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function textsByStem(folder: string): Map<string, TextFile[]> {
  const described = namesIn(folder)
    .flatMap((name) => {
      const text = describeTextFile(name)
      return text ? [{ ...text, path: join(folder, name) }] : []
    })
    .sort((one, other) => one.priority - other.priority)
  const byStem = new Map<string, TextFile[]>()
  for (const { stem, kind, path } of described) byStem.set(stem, [...(byStem.get(stem) ?? []), { path, kind }])
  return byStem
}

/** A folder that cannot be read has no texts; that must not stop the work on its audio. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
