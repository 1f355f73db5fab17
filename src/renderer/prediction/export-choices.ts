import type { ExportedRows, ExportFormat } from '@shared/contract/prediction'
import type { NumberedRow } from './prediction-rows'

/** Which predictions an export can hold: all by path, those that the table shows, those selected in it, both in its order. */
export interface ExportChoices {
  readonly all: readonly NumberedRow[]
  readonly shown: readonly NumberedRow[]
  readonly selected: readonly NumberedRow[]
}

export type ExportPart = keyof ExportChoices

/** Names of the formats, for people. */
export const formatNames: Readonly<Record<ExportFormat, string>> = { csv: 'CSV', json: 'JSON', m3u8: 'Playlist (M3U8)' }

/** Names of the parts, for people. */
export const partNames: Readonly<Record<ExportPart, string>> = { all: 'All, by path', shown: 'As in the table', selected: 'Selected' }

/** What a table has a row for, for people. */
export const nameOfRow: Readonly<Record<ExportedRows, string>> = { tracks: 'each track', excerpts: 'each excerpt, with its time' }

/** The parts worth offering, from wide to narrow: a part without rows is not. */
export function offeredParts({ shown, selected }: ExportChoices): ExportPart[] {
  return ['all', ...(shown.length > 0 ? (['shown'] as const) : []), ...(selected.length > 0 ? (['selected'] as const) : [])]
}

/** The part that is meant most likely. One selected row may only have been looked at: several were chosen. */
export function likelyPart({ all, shown, selected }: ExportChoices): ExportPart {
  if (selected.length > 1) return 'selected'
  return shown.length > 0 && shown.length < all.length ? 'shown' : 'all'
}
