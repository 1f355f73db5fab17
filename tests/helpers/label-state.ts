import { activeVersionId, listLabelVersions } from '@main/store/label-versions'
import { currentLabels } from '@main/store/labels'
import { everyExcerpt } from '@main/store/label-archive'
import type { LibraryDatabase } from '@main/store/library'
import { type EveryLabel, everyLabel } from './every-label'

/**
 * Everything that a library knows of labels, by tracks' external ids and by positions instead of ids, so that two libraries with the same
 * tracks can be compared.
 */
export function labelState(database: LibraryDatabase) {
  const excerpts = everyExcerpt(database)
  const versions = listLabelVersions(database).toReversed()
  const tracks = new Map(
    database
      .prepare<[], { id: number; externalId: string }>('SELECT id, external_id AS externalId FROM tracks')
      .all()
      .map((row) => [row.id, row.externalId]),
  )
  const versionIndex = (id: number | null): number => versions.findIndex((version) => version.id === id)
  const excerptIndex = (id: number | null): number => excerpts.findIndex((excerpt) => excerpt.id === id)
  return {
    versions: versions.map(({ id: _, scheme, ...version }) => ({
      ...version,
      scheme:
        scheme.kind === 'learnt'
          ? { ...scheme, fit: { ...scheme.fit, trackIds: scheme.fit.trackIds.map((id) => tracks.get(id)) } }
          : scheme,
    })),
    active: versionIndex(activeVersionId(database)),
    excerpts: excerpts.map(({ id: _, trackId, ...excerpt }) => ({ ...excerpt, track: tracks.get(trackId) })),
    labels: everyLabel(database).map(({ id: _, trackId, excerptId, versionId, ...label }: EveryLabel) => ({
      ...label,
      track: tracks.get(trackId),
      excerpt: excerptIndex(excerptId),
      version: versionIndex(versionId),
    })),
    current: currentLabels(database).map(({ trackId, versionId, ...label }) => ({
      ...label,
      track: tracks.get(trackId),
      version: versionIndex(versionId),
    })),
  }
}
