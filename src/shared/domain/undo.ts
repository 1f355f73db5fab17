/** A change that can be taken back and made again; both append, nothing is overwritten. */
export interface UndoableChange {
  /** What was done, such as "Label placed". */
  readonly title: string
  /** The one track that it is about; left out for a change of several. */
  readonly trackId?: number
  undo(): void
  redo(): void
}

/** Titles of the next change to take back and to make again; null for none. */
export interface UndoTitles {
  readonly undo: string | null
  readonly redo: string | null
}

/** Changes in the order in which they were made. */
export interface UndoStack {
  /** Notes a change that has just been made; changes that were taken back are forgotten. */
  push(change: UndoableChange): void
  /** Takes back the last change and returns it; null when there is none. */
  undo(): UndoableChange | null
  /** Makes the change again that was taken back last, and returns it; null when there is none. */
  redo(): UndoableChange | null
  titles(): UndoTitles
}

/**
 * Makes an empty stack. A change whose `undo` or `redo` throws stays where it was.
 * @param limit changes kept; the oldest are forgotten
 */
export function createUndoStack(limit = 1000): UndoStack {
  const made: UndoableChange[] = []
  const takenBack: UndoableChange[] = []
  return {
    push: (change) => {
      made.push(change)
      takenBack.length = 0
      if (made.length > limit) made.shift()
    },
    undo: () => {
      const change = made.at(-1)
      change?.undo()
      if (change) takenBack.push(change)
      return made.pop() ?? null
    },
    redo: () => {
      const change = takenBack.at(-1)
      change?.redo()
      if (change) made.push(change)
      return takenBack.pop() ?? null
    },
    titles: () => ({ undo: made.at(-1)?.title ?? null, redo: takenBack.at(-1)?.title ?? null }),
  }
}
