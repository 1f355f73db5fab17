import type { Database } from 'better-sqlite3'

/** The database of an open library; only this room speaks SQL to it. */
export type LibraryDatabase = Database

/** An open library: its folder and its database, owned by whoever opened it. */
export interface Library {
  /** Absolute path of the `Name.circumplex` folder. */
  readonly directory: string
  readonly database: LibraryDatabase
  /** Closes the database and lets others open the library. */
  close(): void
}
