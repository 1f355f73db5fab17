import { presentLabels, type StoredLabel, storedLabels } from '@main/store/label-archive'
import type { LibraryDatabase } from '@main/store/library'

/** A stored label, and whether it is present and counts. */
export type EveryLabel = StoredLabel & { readonly isPresent: boolean; readonly counts: boolean }

/** Every label that was ever added, by id. */
export function everyLabel(database: LibraryDatabase): EveryLabel[] {
  const present = presentLabels(database)
  const labels = storedLabels(database, { afterId: 0, lastId: Number.MAX_SAFE_INTEGER, limit: -1 })
  return labels.map((label) => ({ ...label, isPresent: present.has(label.id), counts: present.get(label.id) === true }))
}
