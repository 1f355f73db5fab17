import { existsSync, readFileSync } from 'node:fs'
import { sampleTruthSchema } from '@shared/contract/workers/sample-library'
import { parseWith } from '@shared/contract/result'
import type { PointsOfTracks } from '@shared/domain/label-comparison'
import type { Library } from './library'
import { pathInLibrary } from './path-in-library'

const truthPath = (library: Library): string => pathInLibrary(library, 'sample', 'sample-truth.json')

/** Whether a library has true coordinates: only the sample library does. */
export function hasSampleTruth(library: Library): boolean {
  return existsSync(truthPath(library))
}

/**
 * The true coordinates of the sample library's pieces, by track.
 * @throws Failure `file-missing` for another library, `file-invalid` for a damaged file
 */
export function sampleTruth(library: Library): PointsOfTracks {
  const path = truthPath(library)
  const truth = parseWith(sampleTruthSchema, JSON.parse(readFileSync(path, 'utf8')), path)
  const rows = library.database
    .prepare<[], { id: number; externalId: string }>('SELECT id, external_id AS externalId FROM tracks WHERE external_id IS NOT NULL')
    .all()
  return new Map(
    rows.flatMap(({ id, externalId }) => {
      const point = Object.hasOwn(truth, externalId) ? truth[externalId] : undefined
      return point ? [[id, point] as const] : []
    }),
  )
}
