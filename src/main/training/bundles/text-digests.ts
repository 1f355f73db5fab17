import type { TextKind } from '@shared/domain/modality'
import type { LibraryDatabase } from '../../store/library'
import { textBodies } from '../../store/text-bodies'
import { sha256 } from './bundle-file'

/** The SHA-256 of each text of some kinds, by track: equal texts, equal digests, in any library. */
export function textDigests(database: LibraryDatabase, kinds: readonly TextKind[]): Map<number, Partial<Record<TextKind, string>>> {
  const digests = new Map<number, Partial<Record<TextKind, string>>>()
  for (const kind of kinds)
    for (const { trackId, body, tokens } of textBodies(database, kind))
      digests.set(trackId, { ...digests.get(trackId), [kind]: sha256(JSON.stringify([kind, body, tokens])) })
  return digests
}
