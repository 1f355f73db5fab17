import type { Backbone, NamedBackbone } from '@shared/contract/backbones'
import { identityOfBackbone } from '../../audio/backbone-identity'
import { listBackbones } from '../../store/backbones'
import type { LibraryDatabase } from '../../store/library'

/** The backbone of a library that gives the same numbers, whatever it is called; null where there is none. */
export function findBackbone(database: LibraryDatabase, { digest, card }: Pick<NamedBackbone, 'digest' | 'card'>): Backbone | null {
  const identity = identityOfBackbone(digest, card)
  return listBackbones(database).find((other) => identityOfBackbone(other.digest, other.card) === identity) ?? null
}
