import { labelSources, sourceDescriptors, winsOverTags, type LabelSource } from '@shared/domain/label'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import { countOf } from '../ui/format'

/** How many tagged tracks have a label of a source that no scheme changes. */
export interface FixedCount {
  readonly source: LabelSource
  readonly tracks: number
}

/** Counts the labels that no scheme changes, by source, in the order of precedence; sources without one are left out. */
export function countFixed(matrix: TagMatrix): FixedCount[] {
  const tracks = new Map<LabelSource | undefined, number>()
  for (const rank of matrix.fixedSource) tracks.set(labelSources[rank], (tracks.get(labelSources[rank]) ?? 0) + 1)
  return labelSources.filter(winsOverTags).flatMap((source) => {
    const own = tracks.get(source)
    return own === undefined ? [] : [{ source, tracks: own }]
  })
}

/** One sentence about the labels that no scheme changes; empty when there are none. */
export function fixedSentence(counts: readonly FixedCount[]): string {
  if (counts.length === 0) return ''
  const parts = counts.map(({ source, tracks }) => `${sourceDescriptors[source].phrase} (${countOf(tracks, 'track')})`)
  return `Labels ${parts.join(' and ')} win over tags and stay as they are.`
}
