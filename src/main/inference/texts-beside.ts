import type { TextKind } from '@shared/domain/modality'
import { asFailure, fail } from '@shared/domain/failure'
import { readMetadata } from '../audio/read-metadata'
import { readSongText } from '../files/read-text'
import { describeTextFile, openTextSearch, possibleTextNames } from '../files/text-file-names'

/** Gives the text of a kind that belongs to a file. */
export type ReadTextOf = (path: string, kind: TextKind) => Promise<string>

/**
 * Opens a reader of the texts that predictions need, by the rules of the import: a text file is its own text; an audio file has the best
 * file beside it that holds words (`song.wav` → `song.lyrics.txt`), else what its tags say.
 * @returns a function that throws Failure `not-found` when there is no text, or why the files that may hold one
 *   cannot be read
 */
export function openTextReader(): ReadTextOf {
  const textsBeside = openTextSearch()
  return async (path, kind) => {
    const isText = describeTextFile(path)?.kind === kind
    const candidates = isText ? [path] : textsBeside(path).flatMap((text) => (text.kind === kind ? [text.path] : []))
    const read = await Promise.allSettled(candidates.map(async (candidate) => readSongText(candidate).text))
    const text = read.flatMap((one) => (one.status === 'fulfilled' && one.value !== '' ? [one.value] : []))[0]
    const inTags = text === undefined && !isText ? await textInTags(path, kind) : null
    const unreadable = read.find((one) => one.status === 'rejected')
    if (text === undefined && inTags === null && unreadable) throw asFailure(unreadable.reason)
    return text ?? inTags ?? failWithoutText(path, kind, isText)
  }
}

async function textInTags(path: string, kind: TextKind): Promise<string | null> {
  const { lyrics, comment } = await readMetadata(path)
  return kind === 'lyrics' ? lyrics : comment
}

function failWithoutText(path: string, kind: TextKind, isText: boolean): never {
  if (isText) fail('not-found', `'${path}' holds no ${kind}: it is empty.`, 'Write the text into the file.')
  fail(
    'not-found',
    `It has no ${kind}: its tags have none, and there is no ${possibleTextNames(path, kind)} with words beside it.`,
    `Put the ${kind} beside the audio file.`,
  )
}
