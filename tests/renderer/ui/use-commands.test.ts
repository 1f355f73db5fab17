// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { type Command, matchCommands, useCommandList, useCommands } from '@renderer/ui/use-commands'
import { runInSetup } from '../helpers/run-in-setup'

const command = (id: string, part: Partial<Command> = {}): Command => ({ id, title: id, group: 'Test', run: () => undefined, ...part })

/** Registers commands as a component does, until the function that is returned is called. */
const register = (...commands: readonly Command[]): (() => void) => runInSetup(() => useCommands(commands))

describe('commands', () => {
  it('run by their id while their component is there', () => {
    const run = vi.fn()
    const remove = register(command('test.one', { run }))
    expect(useCommandList().run('test.one')).toBe(true)
    expect(run).toHaveBeenCalledOnce()
    remove()
    expect(useCommandList().run('test.one')).toBe(false)
  })

  it('do not run while they make no sense', () => {
    const run = vi.fn()
    register(command('test.off', { run, enabled: () => false }))
    expect(useCommandList().run('test.off')).toBe(false)
    expect(run).not.toHaveBeenCalled()
  })

  it('stay when a component that gave them before another ends', () => {
    const later = vi.fn()
    const removeFirst = register(command('test.shared'))
    register(command('test.shared', { run: later }))
    removeFirst()
    expect(useCommandList().run('test.shared')).toBe(true)
    expect(later).toHaveBeenCalledOnce()
  })

  it('are found by words of group and title in any order, those that begin so first', () => {
    const commands = [command('a', { title: 'Derive labels' }), command('b', { title: 'Labels of another library', group: 'Import' })]
    expect(matchCommands(commands, 'labels').map(({ id }) => id)).toEqual(['b', 'a'])
    expect(matchCommands(commands, 'library import').map(({ id }) => id)).toEqual(['b'])
    expect(matchCommands(commands, ' ')).toHaveLength(2)
    expect(matchCommands(commands, 'models')).toEqual([])
  })
})
