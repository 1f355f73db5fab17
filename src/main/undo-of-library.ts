import { createUndoStack, type UndoableChange, type UndoStack } from '@shared/domain/undo'
import type { UndoState } from '@shared/contract/labels'
import type { Topic } from '@shared/contract/events'
import type { ServiceContext } from './service-context'
import type { Library } from './store/library'

/** One stack for each open library; it goes when the library is closed. */
const stacks = new WeakMap<Library, UndoStack>()

/** The changes of a library that can be taken back. */
export function undoStackOf(library: Library): UndoStack {
  const stack = stacks.get(library) ?? createUndoStack()
  stacks.set(library, stack)
  return stack
}

/** What can be taken back and made again in the open library. */
export function undoState(context: ServiceContext): UndoState {
  return undoStackOf(context.library()).titles()
}

/** Notes a change that has just been made and announces it to the window. */
export function recordChange(context: ServiceContext, topics: Topic[], change: UndoableChange): void {
  const announce = (): void => context.emit({ type: 'changed', topics })
  undoStackOf(context.library()).push({
    ...change,
    undo: () => {
      change.undo()
      announce()
    },
    redo: () => {
      change.redo()
      announce()
    },
  })
  announce()
  announceUndoState(context)
}

/** Announces to the window what can be taken back now. */
export function announceUndoState(context: ServiceContext): UndoState {
  const state = undoState(context)
  context.emit({ type: 'undo', state })
  return state
}
