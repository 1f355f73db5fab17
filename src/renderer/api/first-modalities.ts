import type { LibraryInfo } from '@shared/contract/library'
import { type Modality, type TextKind, textKinds } from '@shared/domain/modality'

/** What every track of a dataset must have unless the user says otherwise: audio, or the texts of a library without any. */
export function firstModalities(info: Pick<LibraryInfo, 'withAudio' | 'withLyrics' | 'withComments'> | null): Modality[] {
  if (!info || info.withAudio > 0) return ['audio']
  const counts: Readonly<Record<TextKind, number>> = { lyrics: info.withLyrics, comments: info.withComments }
  const texts = textKinds.filter((kind) => counts[kind] > 0)
  return texts.length > 0 ? texts : ['audio']
}
