import { dirname } from 'node:path'
import type { LabelMerge } from '@shared/contract/labels'
import type { Library } from '../store/library'
import type { ForeignLabel } from '../store/other-library'
import { createTrackMatcher, type TrackMatcher } from '../store/track-matcher'

/** Labels of another library, with the tracks here that they mean. */
export interface MatchedLabels {
  readonly matched: readonly { readonly trackId: number; readonly label: ForeignLabel }[]
  readonly unmatched: LabelMerge['unmatched']
}

/** A label's track as a person finds it again: `Artist – Title (id)`. */
export function nameOfForeign({ artist, title, externalId, path, trackId }: ForeignLabel): string {
  const name = [artist, title].filter((part) => part.trim() !== '').join(' – ')
  const id = externalId ?? path
  return name === '' ? (id ?? `track ${trackId}`) : id === null ? name : `${name} (${id})`
}

/** Finds the track of every label; tracks that match none, several, or one that another means too are listed, each once. */
export function matchForeignLabels(library: Library, labels: readonly ForeignLabel[]): MatchedLabels {
  const match = createTrackMatcher(library, dirname(library.directory), { checkFileNames: true })
  const tracks = new Map(labels.map((label) => [label.trackId, { label, ids: idsOf(match, label) }]))
  const meaning = new Map<number, number>()
  for (const {
    ids: [id, ...others],
  } of tracks.values())
    if (id !== undefined && others.length === 0) meaning.set(id, (meaning.get(id) ?? 0) + 1)
  const reasonOf = (ids: readonly number[]): string | null => {
    const [id] = ids
    if (id === undefined) return 'no track matches it'
    if (ids.length > 1) return `it may mean ${ids.length} tracks: ${ids.slice(0, 5).join(', ')}`
    return (meaning.get(id) ?? 0) > 1 ? `another track of that library means track ${id} too` : null
  }
  return {
    matched: labels.flatMap((label) => {
      const { ids } = tracks.get(label.trackId) ?? { ids: [] }
      const [trackId] = ids
      return trackId === undefined || reasonOf(ids) !== null ? [] : [{ trackId, label }]
    }),
    unmatched: [...tracks.values()].flatMap(({ label, ids }) => {
      const reason = reasonOf(ids)
      return reason === null ? [] : [{ row: nameOfForeign(label), reason }]
    }),
  }
}

function idsOf(match: TrackMatcher, { digest, externalId, path, artist, title }: ForeignLabel): readonly number[] {
  return match({
    ...(digest === null ? {} : { digest }),
    ...(externalId === null ? {} : { externalId }),
    ...(path === null ? {} : { path }),
    artist,
    title,
  })
}
