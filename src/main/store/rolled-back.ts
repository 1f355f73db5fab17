import type { LibraryDatabase } from './library'

class Undone<Value> extends Error {
  constructor(readonly value: Value) {
    super('Rolled back on purpose.')
  }
}

/**
 * Does work in a transaction that is taken back, to say what it would do.
 * @returns what the work returns
 */
export function rolledBack<Value>(database: LibraryDatabase, work: () => Value): Value {
  try {
    return database.transaction((): never => {
      throw new Undone(work())
    })()
  } catch (error) {
    if (error instanceof Undone) return error.value as Value
    throw error
  }
}
