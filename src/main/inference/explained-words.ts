import type { MovedWord } from '@shared/contract/workers/explanation'
import { type TextKind, textKinds } from '@shared/domain/modality'
import type { Move } from '@shared/domain/occlusion'
import { paddingId } from '../text/constants'
import type { FileToPredict, FileTokens } from './decode-ahead'

/** The words behind the ids of a kind of text. */
export interface WordsOfKind {
  /** The word of an id; null for an id that the vocabulary lacks. */
  token(id: number): string | null
  /** How each token is written in a text, in lower case. */
  formsIn(text: string): ReadonlyMap<string, readonly string[]>
}
export type TextWords = Readonly<Partial<Record<TextKind, WordsOfKind>>>

/** A distinct word that a model reads of a text. */
export interface ReadWord extends Pick<MovedWord, 'kind' | 'token' | 'forms' | 'count'> {
  readonly id: number
}

/** The distinct words of a file's texts. */
export function wordsOf(file: Pick<FileToPredict, 'texts'>, tokens: FileTokens, words: TextWords): ReadWord[] {
  return textKinds.flatMap((kind) => {
    const [ids, ofKind] = [tokens[kind], words[kind]]
    if (!ids || !ofKind) return []
    const forms = ofKind.formsIn(file.texts?.[kind] ?? '')
    return [...countsOf(ids)].map(([id, count]): ReadWord => {
      const token = ofKind.token(id) ?? `word ${id}`
      return { kind, id, token, count, forms: [...(forms.get(token) ?? [])] }
    })
  })
}

function countsOf(ids: Int32Array): Map<number, number> {
  const counts = new Map<number, number>()
  for (const id of ids) if (id !== paddingId) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** Texts in which padding stands for a word, so that the others stay where they are. */
export function withoutWord(tokens: FileTokens, kind: TextKind, id: number): FileTokens {
  return { ...tokens, [kind]: tokens[kind]?.map((own) => (own === id ? paddingId : own)) }
}

/** Words with what each moved, the most moving first. @param moves one for each word */
export function movedWords(words: readonly ReadWord[], moves: readonly Move[]): MovedWord[] {
  const size = ({ valence, arousal }: Move): number => Math.hypot(valence, arousal)
  return words
    .map(({ id: _, ...word }, index) => ({ ...word, ...(moves[index] ?? { valence: 0, arousal: 0 }) }))
    .sort((one, other) => size(other) - size(one))
}
