import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { TextKind } from '@shared/domain/modality'
import { fail } from '@shared/domain/failure'

/** Endings of text files in place of the audio file's, the first that is there counts. */
const endings: Readonly<Record<TextKind, readonly string[]>> = {
  lyrics: ['.lyrics.txt', '.lrc', '.txt'],
  comments: ['.comments.txt', '.comment.txt'],
}

/** Whether a path names a text file of a kind; `.txt` alone names lyrics. */
export function isTextFile(path: string, kind: TextKind): boolean {
  const lower = path.toLowerCase()
  if (kind === 'lyrics' && endings.comments.some((ending) => lower.endsWith(ending))) return false
  return endings[kind].some((ending) => lower.endsWith(ending))
}

/**
 * The text of a kind beside an audio file: `song.wav` → `song.lyrics.txt`.
 * @throws Failure `not-found` when there is none
 */
export async function textBeside(audioPath: string, kind: TextKind): Promise<string> {
  const stem = audioPath.slice(0, audioPath.length - extname(audioPath).length)
  for (const ending of endings[kind]) {
    const text = await readFile(`${stem}${ending}`, 'utf8').catch(() => null)
    if (text !== null) return withoutTimeStamps(text, ending)
  }
  return fail(
    'not-found',
    `It has no ${kind}: there is no ${endings[kind].map((ending) => `${stem}${ending}`).join(', ')}.`,
    `Put the ${kind} beside the audio file.`,
  )
}

/** The text of a text file. */
export async function readText(path: string): Promise<string> {
  return withoutTimeStamps(await readFile(path, 'utf8'), extname(path).toLowerCase())
}

/** All text files of a kind below a folder, in order of their names. */
export async function findTextFiles(folders: readonly string[], kind: TextKind): Promise<string[]> {
  const found = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })))
  return found.flatMap((entries) =>
    entries
      .filter((entry) => entry.isFile() && isTextFile(entry.name, kind))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
  )
}

/** Synchronised lyrics carry `[01:23.45]` before their lines. */
function withoutTimeStamps(text: string, ending: string): string {
  return ending === '.lrc' ? text.replace(/\[\d+:\d+(?:[.:]\d+)?\]/gu, '') : text
}
