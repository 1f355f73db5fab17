import type { Statement } from 'better-sqlite3'
import type { LibraryDatabase } from './library'

const statements = new WeakMap<LibraryDatabase, Map<string, Statement<unknown[], unknown>>>()

/**
 * A statement that is compiled once for each open library; use it with `run`, `get` and `all` only, so that its mode never changes.
 * @param sql the statement, always the same text for the same purpose
 */
export function prepared<Row = unknown>(database: LibraryDatabase, sql: string): Statement<unknown[], Row> {
  let known = statements.get(database)
  if (!known) statements.set(database, (known = new Map()))
  let statement = known.get(sql)
  if (!statement) known.set(sql, (statement = database.prepare(sql)))
  return statement as Statement<unknown[], Row>
}
