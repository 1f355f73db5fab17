import { labelSources } from '@shared/domain/label'
import { quadrantAt } from '@shared/domain/plane'
import type { LibraryDatabase } from './library'

/**
 * Gives a connection the rules of the domain as SQL functions, so that no statement repeats them. Call it for every connection to a
 * library. Tables, indexes and triggers use none of them: other programs can open the file.
 *
 * - `quadrant_of(valence, arousal)`: 1 to 4 as `quadrantAt`; NULL where a coordinate is NULL
 * - `source_rank(source)`: 0 for the source that wins over all others; unknown sources come last
 */
export function registerFunctions(database: LibraryDatabase): void {
  const ranks = new Map<unknown, number>(labelSources.map((source, rank) => [source, rank]))
  const deterministic = { deterministic: true }
  database.function('quadrant_of', deterministic, (valence: unknown, arousal: unknown) =>
    typeof valence === 'number' && typeof arousal === 'number' ? quadrantAt(valence, arousal) : null,
  )
  database.function('source_rank', deterministic, (source: unknown) => ranks.get(source) ?? labelSources.length)
}
