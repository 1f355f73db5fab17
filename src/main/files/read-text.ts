import { statSync } from 'node:fs'
import { extname } from 'node:path'
import { fail } from '@shared/domain/failure'
import { decodeText, type DecodedText } from './decode-text'
import { readRegularFileSync } from './regular-file'
import { withoutTimeStamps } from './time-stamps'

/**
 * Reads a text file of the user's, such as a table or a lexicon, whatever its encoding; its lines end in `\n`.
 * @param encoding a label that TextDecoder knows; else it is found out
 * @throws Failure `file-missing`, `invalid-argument` for a folder, `file-invalid` when it is empty or no text
 */
export function readTextFile(path: string, encoding?: string): DecodedText {
  const decoded = readAnyText(path, encoding)
  if (decoded.text === '') fail('file-invalid', `${path} is empty.`, 'Choose a file with content.')
  return decoded
}

/**
 * Reads the lyrics or comments in a file: without white space around them and, in `.lrc` files, without time stamps.
 * @returns '' as the text of a file without words
 * @throws Failure as `readTextFile`, but not for an empty file
 */
export function readSongText(path: string, encoding?: string): DecodedText {
  const { text, encoding: found } = readAnyText(path, encoding)
  return { text: extname(path).toLowerCase() === '.lrc' ? withoutTimeStamps(text) : text.trim(), encoding: found }
}

function readAnyText(path: string, encoding: string | undefined): DecodedText {
  if (!statSync(path, { throwIfNoEntry: false }))
    fail('file-missing', `There is no file ${path}.`, 'Check the path; the file may have been moved.')
  const { text, encoding: found } = decodeText(readRegularFileSync(path), encoding)
  return { text: text.replaceAll(/\r\n?/gu, '\n'), encoding: found }
}
