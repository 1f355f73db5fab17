import type { ComparedRef } from '@shared/contract/comparison'
import { figureOf } from '@shared/domain/run-comparison/figures'
import { dimensions } from '@shared/domain/plane'
import { computed } from 'vue'
import { useComparison } from './compare/use-comparison'
import { metricKeys, type MetricRow } from './metric-rows'

/** The column of a metric, by which its best row is found. */
export const columnOf = (dimension: string, key: string): string => `${dimension} ${key}`

/**
 * For each column the row that is surely the best: among the rows of the shown run's own tracks, its paired differences to all others
 * exclude 0.
 * @param rows of the table
 * @param shownRunId the run whose tracks count
 */
export function useSurelyBest(rows: () => readonly MetricRow[], shownRunId: () => string | null) {
  const wanted = () => {
    const runId = shownRunId()
    const tracks = rows().find(({ id }) => id === runId)?.tracks ?? null
    if (runId === null || tracks === null) return null
    const entries = rows().flatMap((row) => (row.tracks === tracks && row.ref ? [row.ref] : []))
    return entries.length < 2 ? null : { entries, groupSeeds: false }
  }
  const { comparison } = useComparison(wanted)
  return computed<ReadonlyMap<string, string>>(() => {
    const found = comparison.value
    if (!found) return new Map()
    const rowOf = new Map(rows().flatMap(({ id, ref }) => (ref ? [[textOf(ref), id] as const] : [])))
    const keys = new Map(found.entries.map(({ key, members }) => [key, members[0] ? (rowOf.get(textOf(members[0].ref)) ?? '') : '']))
    return new Map(
      dimensions.flatMap((dimension) =>
        metricKeys.flatMap((key): [string, string][] => {
          const best = found.best[figureOf(dimension, key)]
          const row = best === null ? undefined : keys.get(best)
          return row ? [[columnOf(dimension, key), row]] : []
        }),
      ),
    )
  })
}

const textOf = (ref: ComparedRef): string => JSON.stringify(Object.entries(ref).sort())
