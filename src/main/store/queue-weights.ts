import { reasonWeightsSchema } from '@shared/contract/review-queue'
import type { ReasonWeights } from '@shared/domain/unreliability/reasons'
import type { LibraryDatabase } from './library'

const key = 'queue-weights'

/** Keeps how far each reason for a look counts in this library. */
export function saveQueueWeights(database: LibraryDatabase, weights: ReasonWeights): void {
  database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(key, JSON.stringify(weights))
}

/** The weights that were kept; reasons without one count 1. */
export function queueWeights(database: LibraryDatabase): ReasonWeights {
  const row = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?').get(key)
  return row ? reasonWeightsSchema.parse(JSON.parse(row.value)) : {}
}
