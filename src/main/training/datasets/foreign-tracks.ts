import type { DatasetSettings } from '@shared/contract/datasets'
import { isTextKind } from '@shared/domain/modality'
import type { LibraryDatabase } from '../../store/library'
import { textBodies } from '../../store/text-bodies'
import { loadLanguages } from '../../text/language'

/**
 * The tracks with a text, of the modalities of a dataset, that is surely in another language than the dataset's. Texts too short to
 * judge, and those that came as tokens, do not count.
 */
export async function foreignTracks(
  database: LibraryDatabase,
  { language, modalities }: Pick<DatasetSettings, 'language' | 'modalities'>,
): Promise<ReadonlySet<number>> {
  if (language === undefined) return new Set()
  const languageOf = await loadLanguages()
  const texts = modalities.filter(isTextKind).flatMap((kind) => textBodies(database, kind))
  const foreign = texts.filter(({ body, tokens }) => {
    if (tokens) return false
    const { code, reliable } = languageOf(body)
    return reliable && code !== language
  })
  return new Set(foreign.map(({ trackId }) => trackId))
}
