import { checkRange } from '@shared/domain/excerpt-range'
import { Failure } from '@shared/domain/failure'
import { durationOfTrack, type TimeRange } from '../../store/excerpts'
import { type ArchivedExcerpt, everyExcerpt, insertArchivedExcerpt } from '../../store/label-archive'
import type { Located } from './read-archive'
import type { TakenIds, Taking } from './taking'

/** The archive's excerpts that are here now. */
export interface TakenExcerpts {
  readonly ids: TakenIds
  /** Excerpts here that were deleted since, though they are not in the archive: they get no labels. */
  readonly deletedHere: ReadonlySet<number>
  /** Ids here of those that were added. */
  readonly added: readonly number[]
  /** Of those added: ids of those that are not deleted. */
  readonly shown: readonly number[]
}

type FileExcerpt = Located<'excerpt'> & { readonly trackId: number }

/** An excerpt of the file and one of the library are the same one: in the order in which it is tried. */
const isSame: readonly ((theirs: FileExcerpt, own: ArchivedExcerpt) => boolean)[] = [
  (theirs, own) => isSameRange(theirs, own) && theirs.createdAt === own.createdAt && theirs.deletedAt === own.deletedAt,
  (theirs, own) => isSameRange(theirs, own) && theirs.createdAt === own.createdAt,
  (theirs, own) => isSameRange(theirs, own) && theirs.deletedAt === null && own.deletedAt === null,
]

/**
 * Adds the excerpts that are not here yet, also those that were deleted. One with the same ends, to a millisecond, is the same excerpt;
 * one that was moved or deleted here since, known by its time of creation, stays as it is.
 * @param tracks ids of the archive's tracks here
 */
export function takeExcerpts(taking: Taking, tracks: TakenIds): TakenExcerpts {
  const { database } = taking.library
  const own = new Map<number, Set<ArchivedExcerpt>>()
  for (const excerpt of everyExcerpt(database)) own.set(excerpt.trackId, (own.get(excerpt.trackId) ?? new Set()).add(excerpt))
  const theirs = new Set(
    taking.archive.excerpts.flatMap((excerpt): FileExcerpt[] => {
      const trackId = tracks.get(excerpt.track)
      return trackId === undefined ? [] : [{ ...excerpt, trackId }]
    }),
  )
  const ids = new Map<number, number>()
  const deletedHere = new Set<number>()
  const pair = (excerpt: FileExcerpt, twin: ArchivedExcerpt): void => {
    ids.set(excerpt.id, twin.id)
    if (twin.deletedAt !== null && excerpt.deletedAt === null) deletedHere.add(twin.id)
    own.get(excerpt.trackId)?.delete(twin)
    theirs.delete(excerpt)
  }
  for (const same of isSame)
    for (const excerpt of [...theirs]) {
      const twin = [...(own.get(excerpt.trackId) ?? [])].find((candidate) => same(excerpt, candidate))
      if (twin) pair(excerpt, twin)
    }
  for (const [excerpt, twin] of movedTwins([...theirs], own)) pair(excerpt, twin)
  return { ids, deletedHere, ...addExcerpts(taking, [...theirs], ids) }
}

/** Excerpts left over on both sides that alone were made at the same time on the same track. */
function movedTwins(
  theirs: readonly FileExcerpt[],
  own: ReadonlyMap<number, ReadonlySet<ArchivedExcerpt>>,
): [FileExcerpt, ArchivedExcerpt][] {
  return theirs.flatMap((excerpt): [FileExcerpt, ArchivedExcerpt][] => {
    const isTwin = (other: { trackId: number; createdAt: string }): boolean =>
      other.trackId === excerpt.trackId && other.createdAt === excerpt.createdAt
    const candidates = [...(own.get(excerpt.trackId) ?? [])].filter(isTwin)
    const [twin] = candidates
    return twin && candidates.length === 1 && theirs.filter(isTwin).length === 1 ? [[excerpt, twin]] : []
  })
}

/** Adds excerpts in the file's order and notes their ids. */
function addExcerpts({ library, setAside }: Taking, theirs: readonly FileExcerpt[], ids: Map<number, number>) {
  const added: number[] = []
  const shown: number[] = []
  for (const { trackId, where, ...excerpt } of theirs.toSorted((one, other) => one.id - other.id)) {
    const problem = problemOf(excerpt, durationOfTrack(library.database, trackId))
    if (problem === null) {
      const { startSeconds, endSeconds, createdAt, deletedAt } = excerpt
      const id = insertArchivedExcerpt(library.database, { trackId, startSeconds, endSeconds, createdAt, deletedAt })
      ids.set(excerpt.id, id)
      added.push(id)
      if (deletedAt === null) shown.push(id)
    } else setAside.push({ row: where, reason: problem })
  }
  return { added, shown }
}

function problemOf(range: TimeRange, durationSeconds: number | null): string | null {
  try {
    checkRange(range, durationSeconds)
    return null
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}

const isSameRange = (one: TimeRange, other: TimeRange): boolean =>
  Math.abs(one.startSeconds - other.startSeconds) < 1e-3 && Math.abs(one.endSeconds - other.endSeconds) < 1e-3
