import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUndoStack, type UndoableChange } from '@shared/domain/undo'

function setting(state: { value: number }, value: number): UndoableChange {
  const before = state.value
  const redo = (): void => void (state.value = value)
  redo()
  return { title: `set ${value}`, undo: () => void (state.value = before), redo }
}

describe('an undo stack', () => {
  it('goes back and forth through every state', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 30 }), (values) => {
        const state = { value: 0 }
        const stack = createUndoStack()
        for (const value of values) stack.push(setting(state, value))
        const seen = [state.value, ...values.map(() => (stack.undo(), state.value))]
        expect(seen).toEqual([0, ...values].reverse())
        expect(values.map(() => (stack.redo(), state.value))).toEqual(values)
      }),
    )
  })

  it('forgets what was undone when something new is done, and the oldest beyond its limit', () => {
    const state = { value: 0 }
    const stack = createUndoStack(2)
    for (const value of [1, 2, 3]) stack.push(setting(state, value))
    stack.undo()
    stack.push(setting(state, 4))
    expect(stack.titles()).toEqual({ undo: 'set 4', redo: null })
    const steps = [stack.redo(), stack.undo(), stack.undo(), stack.undo()]
    expect(steps.map((change) => change?.title ?? null)).toEqual([null, 'set 4', 'set 2', null])
    expect(state.value).toBe(1)
  })

  it('keeps a change that could not be undone', () => {
    const stack = createUndoStack()
    stack.push({
      title: 'stuck',
      undo: () => {
        throw new Error('disk full')
      },
      redo: () => undefined,
    })
    expect(() => stack.undo()).toThrow('disk full')
    expect(stack.titles()).toEqual({ undo: 'stuck', redo: null })
  })
})
