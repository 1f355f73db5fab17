// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import CommandPalette from '@renderer/app/CommandPalette.vue'
import { type Command, useCommands } from '@renderer/ui/use-commands'
import { giveWindowApi } from '../../helpers/window-api'
import { openDialog } from '../helpers/open-dialog'
import { all, get, pageText } from '../helpers/page'
import { runInSetup } from '../helpers/run-in-setup'

beforeEach(() => void giveWindowApi())

const chosen = (): string | undefined => all('[role=option][aria-selected=true] .title')[0]?.text()
const key = (name: string) => get('.query').trigger('keydown', { key: name })

async function palette(...commands: readonly Partial<Command>[]) {
  runInSetup(() =>
    useCommands(
      commands.map((command, index) => ({ id: `test.${index}`, title: `Do ${index}`, group: 'Test', run: () => undefined, ...command })),
    ),
  )
  return openDialog(CommandPalette)
}

describe('the command palette', () => {
  it('lists what can be done now, without itself', async () => {
    await palette({ title: 'Train' }, { title: 'Export', enabled: () => false }, { id: 'palette.open', title: 'Show all commands' })
    expect(all('[role=option] .title').map((title) => title.text())).toEqual(['Train'])
  })

  it('runs the command that arrows chose, and closes', async () => {
    const run = vi.fn()
    const { isOpen } = await palette({}, { run })
    await key('ArrowDown')
    expect(chosen()).toBe('Do 1')
    await key('ArrowDown')
    expect(chosen()).toBe('Do 0')
    await key('ArrowUp')
    await key('Enter')
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce())
    expect(isOpen()).toBe(false)
  })

  it('narrows to words of group and title, and begins again at the first', async () => {
    await palette({ title: 'Import audio' }, { title: 'Import tags' }, { title: 'Export labels', group: 'File' })
    await key('ArrowDown')
    await get('.query').setValue('test tags')
    expect(all('[role=option] .title').map((title) => title.text())).toEqual(['Import tags'])
    expect(chosen()).toBe('Import tags')
    await get('.query').setValue('nonsense')
    expect(pageText()).toContain('No command has these words.')
    await key('Enter')
  })

  it('begins at the first command each time that it opens', async () => {
    const { turn } = await palette({}, {})
    await key('ArrowDown')
    await turn(false)
    await turn(true)
    expect(chosen()).toBe('Do 0')
  })
})
