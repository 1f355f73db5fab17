import type { LibraryDatabase } from './library'

/** How a table is defined anew. */
export interface TableRebuild {
  /** Everything after the table's name in `CREATE TABLE`: `(id INTEGER PRIMARY KEY, …) STRICT`. */
  readonly definition: string
  /**
   * For columns that are not simply copied: an SQL expression over the old row. Other columns are copied by name; one that the old table
   * lacks gets its default, and one that only the old table has is dropped.
   */
  readonly values?: Readonly<Record<string, string>>
}

/**
 * Gives a table a new definition, because SQLite cannot change a CHECK, a type or a foreign key otherwise. Rows keep their order, and
 * indexes and triggers are made again. Only for a migration's step: there foreign keys are off, so that dropping the old table deletes
 * no row of another.
 * @throws Error where foreign keys are on
 */
export function rebuildTable(database: LibraryDatabase, table: string, { definition, values = {} }: TableRebuild): void {
  if (database.pragma('foreign_keys', { simple: true }) !== 0)
    throw new Error(`Rebuilding ${table} with foreign keys on would delete rows of other tables.`)
  const attached = indexesAndTriggers(database, table)
  const rebuilt = `rebuilt_${table}`
  database.exec(`CREATE TABLE ${rebuilt} ${definition}`)
  copyRows(database, table, rebuilt, values)
  database.exec(`DROP TABLE ${table}`)
  renameAlone(database, rebuilt, table)
  for (const sql of attached) database.exec(sql)
}

function indexesAndTriggers(database: LibraryDatabase, table: string): string[] {
  return database
    .prepare<[string], string>(
      "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid",
    )
    .pluck()
    .all(table)
}

function copyRows(database: LibraryDatabase, from: string, to: string, values: Readonly<Record<string, string>>): void {
  const old = new Set(columnsOf(database, from))
  const columns = columnsOf(database, to).filter((column) => old.has(column) || column in values)
  const expressions = columns.map((column) => values[column] ?? column)
  const hasRowid = database.prepare<[string], number>('SELECT wr FROM pragma_table_list WHERE name = ?').pluck().get(from) === 0
  database.exec(
    `INSERT INTO ${to} (${columns.join(', ')}) SELECT ${expressions.join(', ')} FROM ${from} ${hasRowid ? 'ORDER BY rowid' : ''}`,
  )
}

function columnsOf(database: LibraryDatabase, table: string): string[] {
  return database.prepare<[string], string>('SELECT name FROM pragma_table_info(?) ORDER BY cid').pluck().all(table)
}

/** Renames without looking at views and triggers of the schema: one that names the dropped table must not stop the step. */
function renameAlone(database: LibraryDatabase, from: string, to: string): void {
  database.pragma('legacy_alter_table = ON')
  try {
    database.exec(`ALTER TABLE ${from} RENAME TO ${to}`)
  } finally {
    database.pragma('legacy_alter_table = OFF')
  }
}
