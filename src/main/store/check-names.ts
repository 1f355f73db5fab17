import { runIdSchema } from '@shared/contract/common'
import type { LibraryDatabase } from './library'
import { isPlainName } from './path-in-library'
import { leadsOutOfLibrary } from './stored-path'

/**
 * Looks for stored values that become paths and that this program never stores: ids of runs, of searches and of word vectors, digests of
 * files, and paths relative to the library's folder that lead out of it. The program refuses to use the ids and digests.
 * @returns what is wrong, one sentence each
 */
export function nameProblems(database: LibraryDatabase): string[] {
  const values = (sql: string): string[] => database.prepare<[]>(sql).pluck().all().map(String)
  const isForeign = (id: string): boolean => !runIdSchema.safeParse(id).success
  const runIds = values('SELECT id FROM runs').filter(isForeign)
  const searchIds = values('SELECT id FROM searches').filter(isForeign)
  const embeddingIds = values("SELECT id FROM embeddings WHERE typeof(id) <> 'integer'")
  const digests = values('SELECT digest FROM files').filter((digest) => !isPlainName(digest))
  const paths = values('SELECT path FROM files UNION SELECT path FROM duplicate_files UNION SELECT path FROM models').filter(
    leadsOutOfLibrary,
  )
  return [
    ...runIds.map((id) => `A run has the id “${id}”, which Circumplex does not give; its files are not used.`),
    ...searchIds.map((id) => `A search has the id “${id}”, which Circumplex does not give; its files are not used.`),
    ...embeddingIds.map((id) => `Word vectors have the id “${id}”, which Circumplex does not give; their files are not used.`),
    ...digests.map((digest) => `A file has the digest “${digest}”, which is none; its waveform is not kept.`),
    ...paths.map((path) => `The path “${path}” is relative and leads out of the library's folder.`),
  ]
}
