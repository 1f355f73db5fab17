import type { PredictionRow, PredictionSet } from '@shared/contract/prediction'
import type { Plane } from '@shared/contract/tracks'
import { quadrantAt, rangeOfScale, type Quadrant, type Scale } from '@shared/domain/plane'
import type { Identity } from '../charts/identity-columns'
import { predictionSource } from '../charts/plane-types'
import { formatCount, formatDuration, formatNumber } from '../ui/format'

/** A predicted file with a number of its own (its index in the set, counted from 1), by which table and plane know it. */
export interface NumberedRow extends PredictionRow {
  readonly id: number
}

/** Gives rows their numbers. */
export function numbered(rows: readonly PredictionRow[]): NumberedRow[] {
  return rows.map((row, index) => ({ ...row, id: index + 1 }))
}

/** The quadrant in which a prediction lies. */
export function quadrantOfRow({ valence, arousal }: Pick<PredictionRow, 'valence' | 'arousal'>): Quadrant {
  return quadrantAt(valence, arousal)
}

/**
 * Rows whose title or path holds all words of a search, and whose prediction lies in one of the quadrants.
 * @param quadrants none stands for all
 */
export function filterRows(rows: readonly NumberedRow[], search: string, quadrants: ReadonlySet<Quadrant>): readonly NumberedRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0 && quadrants.size === 0) return rows
  return rows.filter((row) => {
    if (quadrants.size > 0 && !quadrants.has(quadrantOfRow(row))) return false
    const text = `${row.title} ${row.path} ${row.externalId ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** How many rows lie in Q1, Q2, Q3, Q4. */
export function countByQuadrant(rows: readonly NumberedRow[]): Readonly<Record<Quadrant, number>> {
  const counts: Record<Quadrant, number> = { 1: 0, 2: 0, 3: 0, 4: 0 }
  for (const row of rows) counts[quadrantOfRow(row)] += 1
  return counts
}

/** Rows as diamonds on the plane; the ids are the rows' numbers. */
export function planeOfRows(rows: readonly NumberedRow[]): Plane {
  return {
    trackIds: Int32Array.from(rows, ({ id }) => id),
    valence: Float32Array.from(rows, ({ valence }) => valence),
    arousal: Float32Array.from(rows, ({ arousal }) => arousal),
    source: new Uint8Array(rows.length).fill(predictionSource),
  }
}

/** What joins rows with other tables, by their numbers. */
export function identitiesOfRows(rows: readonly NumberedRow[]): ReadonlyMap<number, Identity> {
  return new Map(rows.map(({ id, trackId, externalId, path, title }) => [id, { trackId, externalId, path, title, artist: '' }]))
}

/** A standard deviation in [−1, 1] units as it is on another scale; "–" for none. */
export function formatSpread(spread: number | null, scale: Scale): string {
  const { low, high } = rangeOfScale(scale)
  return spread === null ? '–' : formatNumber((spread * (high - low)) / 2)
}

const endings: Readonly<Record<PredictionSet['state'], string>> = {
  running: 'running',
  done: '',
  cancelled: 'cancelled',
  failed: 'cut off',
}

/** What came of a set in one line, such as "40 predicted in 0:12, 310 × real time". */
export function describeSet({
  predicted,
  seconds,
  realtime,
  state,
}: Pick<PredictionSet, 'predicted' | 'seconds' | 'realtime' | 'state'>): string {
  const time = seconds <= 0 ? '' : seconds < 10 ? ` in ${formatNumber(seconds, 1)} s` : ` in ${formatDuration(seconds)}`
  const speed = realtime > 0 ? `${formatNumber(realtime, 0)} × real time` : ''
  return [`${formatCount(predicted)} predicted${time}`, speed, endings[state]].filter(Boolean).join(', ')
}

/** The last part of a path. */
export function nameOfPath(path: string): string {
  return (
    path
      .replace(/[/\\]+$/, '')
      .split(/[/\\]/)
      .at(-1) ?? path
  )
}

/** A set in one line: what was chosen, the model, what came of it, and how many of its rows are visible where that is not all. */
export function describeSelection(
  set: Pick<PredictionSet, 'folders' | 'modelName' | 'predicted' | 'seconds' | 'realtime' | 'state'>,
  rows: number,
  visible: number,
): string {
  const part = visible === rows ? '' : `, ${formatCount(visible)} shown`
  return `${set.folders.map(nameOfPath).join(', ')} · ${set.modelName} · ${describeSet(set)}${part}`
}

/** A path as seen from the chosen folder that holds it; a file that was chosen itself keeps its name. */
export function withinFolders(path: string, folders: readonly string[]): string {
  const roots = folders
    .map((folder) => folder.replace(/[/\\]+$/, ''))
    .filter((root) => path.startsWith(root) && /[/\\]/.test(path.charAt(root.length)))
  const longest = roots.reduce((best, root) => (root.length > best.length ? root : best), '')
  return longest === '' ? nameOfPath(path) : path.slice(longest.length + 1)
}

/** A reason without the path that it begins with, for a list that names the path beside it. */
export function reasonWithout(path: string, reason: string): string {
  const start = [`'${path}' `, `“${path}” `, `${path} `, `${path}: `].find((candidate) => reason.startsWith(candidate))
  return start === undefined ? reason : reason.slice(start.length)
}
