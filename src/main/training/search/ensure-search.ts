import { randomUUID } from 'node:crypto'
import type { SearchRequest, SearchSettings } from '@shared/contract/search'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../../service-context'
import { changeSearch, insertSearch, listSearches, searchWithId, type StoredSearch } from '../../store/searches'
import { runningJob } from '../runs/bring-run-to-end'
import { designRun } from '../runs/design-run'
import { continuing, filledIn, type NamelessSearch, withoutFolds } from './search-plan'

/**
 * The search that a request goes on with, else a new one.
 * @throws Failure `already-exists` when a search of this name looks for something else; what `filledIn` and `designRun` throw
 */
export function ensureSearch(context: ServiceContext, request: SearchRequest): StoredSearch {
  const library = context.library()
  const wanted = filledIn(request)
  const known = listSearches(library.database)
  const earlier = request.name === undefined ? known : known.filter(({ settings }) => settings.name === request.name)
  for (const search of earlier) {
    const settings = continuing(search, wanted)
    if (settings === null) continue
    if (runningJob(context, 'search', search.id)) return search
    changeSearch(library.database, search.id, { settings, ended: false, outcome: '' })
    return searchWithId(library.database, search.id)
  }
  if (request.name !== undefined && earlier.length > 0) {
    fail(
      'already-exists',
      `A search named “${request.name}” was begun with another dataset, space, method or other settings.`,
      'Choose another name, or the settings that it was begun with; minutes and trials may differ.',
    )
  }
  const id = randomUUID()
  const name = request.name ?? freeName(known)
  const settings: SearchSettings = { ...pinned(context, wanted), name }
  insertSearch(library.database, { id, settings, createdAt: context.now().toISOString() })
  return searchWithId(library.database, id)
}

function freeName(known: readonly StoredSearch[]): string {
  const taken = new Set(known.map(({ settings }) => settings.name))
  for (let number = known.length + 1; ; number += 1) if (!taken.has(`Search ${number}`)) return `Search ${number}`
}

/** Chooses what the settings leave open, so that all trials go on from the same runs and read the same word vectors. */
function pinned(context: ServiceContext, wanted: NamelessSearch): NamelessSearch {
  const { folds } = wanted.base
  const { settings } = designRun(context.library(), wanted.datasetId, { ...wanted.base, ...withoutFolds })
  if (folds === 1) fail('invalid-argument', 'One fold leaves nothing to train on.', 'Choose 0 for the validation set, or 2 folds or more.')
  if (folds > 0 && settings.fusion !== null) {
    fail(
      'invalid-argument',
      'A fusion of earlier runs cannot be judged by folds: its branches have learnt from the tracks of every fold.',
      'Choose 0 folds, the validation set of the dataset.',
    )
  }
  return { ...wanted, base: { ...settings, folds } }
}
