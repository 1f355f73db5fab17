import type { Library } from '../../store/library'
import type { LabelArchive, SetAsideRow } from './read-archive'

/** An archive being taken into a library, within one transaction. */
export interface Taking {
  readonly library: Library
  readonly archive: LabelArchive
  /** Of the archive: relative paths in it are also sought beside it. */
  readonly path: string
  readonly createTracks: boolean
  readonly now: Date
  /** Rows that are left out, filled step by step. */
  readonly setAside: SetAsideRow[]
  /** Reports the share of the taking that is done, 0…1. */
  report(share: number): void
}

/** Ids in the archive → ids in the library. */
export type TakenIds = ReadonlyMap<number, number>

/** `3 labels`, `1 label`. */
export const countOf = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
