import { statSync } from 'node:fs'
import type { ChannelResult } from '@shared/contract/channels'
import { parseWith } from '@shared/contract/result'
import { type MappingFile, mappingFileSchema } from '@shared/contract/tag-mapping'
import { joinMappings } from '@shared/domain/edit-mapping'
import { Failure, fail } from '@shared/domain/failure'
import { readTextFile } from '../files/read-text'
import { writeUserFile } from '../files/user-file'
import type { ServiceContext } from '../service-context'
import { readTagMapping, tagsNamed } from '../store/tag-mapping'
import { changeMapping } from './change-mapping'

const maximumBytes = 100_000_000

/**
 * Writes how raw tags become words in this library as JSON: tags mapped by hand, words merged and renamed, stems.
 * @throws Failure as `writeUserFile`
 */
export function exportMapping(context: ServiceContext, path: string): ChannelResult<'tags.exportMapping'> {
  const { stems, tags, words } = readTagMapping(context.library().database)
  const file = { format: 'circumplex-tag-mapping', version: 1, tags, words, stems }
  writeUserFile(path, `${JSON.stringify(file, null, 2)}\n`)
  return { path, tags: tags.length, words: words.length }
}

/**
 * Reads a mapping from a file into this library, as one change that can be undone. What the file says of a tag or a word wins.
 * @param replace drops what is mapped by hand here first
 * @throws Failure `file-invalid` for a file that is no mapping, that names a tag or word twice, or whose mapping leads in a circle or to
 *   unknown words; then nothing is changed
 */
export function importMapping(context: ServiceContext, path: string, replace: boolean): ChannelResult<'tags.importMapping'> {
  const file = readMappingFile(path)
  const known = new Set(
    tagsNamed(
      context.library().database,
      file.tags.map(({ tag }) => tag),
    ),
  )
  const { remappedTags } = ofFile(path, () =>
    changeMapping(context, `Mapping imported: ${counted(file.tags.length, 'tag')}, ${counted(file.words.length, 'word')}`, (mapping) => {
      const base = replace ? { ...mapping, tags: [], words: [] } : mapping
      return joinMappings(base, { stems: file.stems ?? mapping.stems, tags: file.tags, words: file.words })
    }),
  )
  return { remappedTags, tags: file.tags.length, words: file.words.length, absentTags: file.tags.length - known.size }
}

function readMappingFile(path: string): MappingFile {
  const { size } = statSync(path)
  if (size > maximumBytes)
    fail('file-invalid', `${path} has ${size} bytes; a mapping has at most ${maximumBytes}.`, 'Choose a mapping that was exported here.')
  const { text } = readTextFile(path)
  const file = ofFile(path, () => parseWith(mappingFileSchema, parseJson(text), 'the mapping'))
  for (const [kind, names] of Object.entries(namesIn(file))) {
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined) fail('file-invalid', `${path} lists the ${kind} “${twice}” twice.`, 'Leave one of the two entries.')
  }
  return file
}

function namesIn({ tags, words, stems }: MappingFile): Record<string, string[]> {
  return {
    tag: tags.map(({ tag }) => tag),
    word: words.map(({ word }) => word),
    'emotion word': (stems?.words ?? []).map(({ word }) => word),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return fail(
      'invalid-argument',
      `This is not JSON: ${error instanceof Error ? error.message : ''}`,
      'Choose a mapping that was exported here.',
    )
  }
}

/** What is wrong with the content is said of the file. */
function ofFile<Value>(path: string, work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failure && error.code === 'invalid-argument')
      throw new Failure('file-invalid', `${path}: ${error.message}`, error.hint, { cause: error })
    throw error
  }
}

const counted = (count: number, what: string): string => `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
