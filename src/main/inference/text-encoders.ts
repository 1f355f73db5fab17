import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { fail } from '@shared/domain/failure'
import type { TextKind } from '@shared/domain/modality'
import { writtenWord } from '@shared/domain/written-word'
import { stemOfToken, tokenise } from '../text/tokenise'
import { encodeTokens, readVocabulary, type Vocabulary } from '../text/vocabulary'
import { readWordLists, type WordLists } from '../text/word-lists'
import { inspectModel } from '../onnx/inspect-model'
import { type ModelProperties, type ModelVocabulary, ruleOfModel } from '../onnx/model-properties'
import type { TextWords, WordsOfKind } from './explained-words'
import type { TextEncoders } from './read-model-inputs'

/**
 * The encoders of a model's texts, from the vocabularies beside it.
 * @param modelPath a model that Circumplex exported
 * @param resourcesDirectory folder of what ships with the program
 * @returns an encoder for each kind of text that the model reads
 * @throws Failure `file-missing` when a vocabulary is not beside the model; `file-invalid` when it is another one than the model was
 *   trained with; what `inspectModel` throws
 */
export async function openTextEncoders(modelPath: string, resourcesDirectory: string): Promise<TextEncoders> {
  return (await openModelReading(modelPath, resourcesDirectory)).encoders
}

/**
 * How a model reads files: the encoders of its texts, and the rule by which its excerpts are cut.
 * @throws Failure as `openTextEncoders`
 */
export async function openModelReading(
  modelPath: string,
  resourcesDirectory: string,
): Promise<{ encoders: TextEncoders; rule: ExcerptRule }> {
  const { properties } = await inspectModel(modelPath)
  return { encoders: await encodersOf(properties, modelPath, resourcesDirectory), rule: ruleOfModel(properties) }
}

/**
 * The words behind a model's token ids, from the vocabularies beside it.
 * @throws Failure as `openTextEncoders`
 */
export async function openTextWords(modelPath: string, resourcesDirectory: string): Promise<TextWords> {
  const { vocabularies } = (await inspectModel(modelPath)).properties
  if (vocabularies.length === 0) return {}
  const lists = readWordLists(resourcesDirectory)
  const words = vocabularies.map(async (described): Promise<[TextKind, WordsOfKind]> => {
    const vocabulary = await vocabularyBeside(modelPath, described)
    const { modality: kind } = described
    return [kind, { token: (id) => vocabulary.words[id - 1] ?? null, formsIn: (text) => formsIn(text, kind, lists, vocabulary) }]
  })
  return Object.fromEntries(await Promise.all(words))
}

/** Each word of a text is tokenised by itself; one whose part of speech follows from its neighbours counts for all of its tokens. */
function formsIn(text: string, kind: TextKind, lists: WordLists, { words }: Vocabulary): Map<string, string[]> {
  const written = new Map<string, string[]>()
  for (const form of new Set(text.toLowerCase().match(writtenWord)))
    for (const stem of new Set(tokenise(form, kind, lists))) written.set(stem, [...(written.get(stem) ?? []), form])
  return new Map(words.map((token) => [token, written.get(stemOfToken(token)) ?? []]))
}

async function encodersOf(properties: ModelProperties, modelPath: string, resourcesDirectory: string): Promise<TextEncoders> {
  if (properties.vocabularies.length === 0) return {}
  const lists = readWordLists(resourcesDirectory)
  const encoders = await Promise.all(
    properties.vocabularies.map(async (described) => {
      const vocabulary = await vocabularyBeside(modelPath, described)
      return [
        described.modality,
        (text: string) => encodeTokens(tokenise(text, described.modality, lists, vocabulary.extras), vocabulary),
      ] as const
    }),
  )
  return Object.fromEntries(encoders)
}

async function vocabularyBeside(modelPath: string, { file, sha256, modality }: ModelVocabulary): Promise<Vocabulary> {
  const path = join(dirname(modelPath), file)
  const bytes = await readFile(path).catch(() =>
    fail(
      'file-missing',
      `${path}, the vocabulary of the model's ${modality}, is not there.`,
      'Keep the vocabulary file beside the model, or export the run again.',
    ),
  )
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return readVocabulary(path)
  return fail(
    'file-invalid',
    `${path} is another vocabulary than the model was trained with.`,
    'Export the run again; it writes model and vocabulary together.',
  )
}
