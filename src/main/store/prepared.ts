import type { Statement } from 'better-sqlite3'
import type { LibraryDatabase } from './library'

type Statements = Map<string, Statement>

const statements = new WeakMap<LibraryDatabase, Statements>()

/**
 * A statement that is compiled once for each open library; use it with `run`, `get` and `all` only, so that its mode never changes.
 * @param sql the statement, always the same text for the same purpose
 */
export function prepared<Row = unknown>(database: LibraryDatabase, sql: string): Statement<unknown[], Row> {
  const known = statements.get(database) ?? newStatements(database)
  const statement = known.get(sql) ?? database.prepare(sql)
  known.set(sql, statement)
  return statement as Statement<unknown[], Row>
}

function newStatements(database: LibraryDatabase): Statements {
  const known: Statements = new Map()
  statements.set(database, known)
  return known
}
