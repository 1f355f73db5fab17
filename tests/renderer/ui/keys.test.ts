import { commandOfKey, keyLabel, keyMap, keyOf, nameOfPressed } from '@renderer/ui/keys'
import { matchCommands, type Command } from '@renderer/ui/use-commands'
import { csvCell, toCsv } from '@renderer/ui/csv-clipboard'
import { describe, expect, it } from 'vitest'

const press = (key: string, part: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...part,
})

describe('keys', () => {
  it('gives no key to two commands', () => {
    const keys = Object.values(keyMap)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('finds a command by its key on either kind of machine', () => {
    expect(commandOfKey(press('k', { ctrlKey: true }), false)).toBe('palette.open')
    expect(commandOfKey(press('k', { metaKey: true }), true)).toBe('palette.open')
    expect(commandOfKey(press('k', { metaKey: true }), false)).toBe('player.pause')
    expect(commandOfKey(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('edit.redo')
    expect(commandOfKey(press('q'), false)).toBeNull()
  })

  it('names the space bar', () => expect(nameOfPressed(press(' '), false)).toBe('Space'))

  it('writes keys as the machine does', () => {
    expect(keyLabel(keyOf('edit.redo') ?? '', true)).toBe('⌘⇧Z')
    expect(keyLabel('Mod+1', false)).toBe('Ctrl+1')
  })
})

describe('palette', () => {
  const command = (group: string, title: string): Command => ({ id: title, group, title, run: () => undefined })
  const commands = [command('View', 'Go to Tags'), command('Import', 'Import tags…'), command('Library', 'Check library')]
  it('finds all words in any order, titles that begin with them first', () => {
    expect(matchCommands(commands, 'tags').map(({ title }) => title)).toEqual(['Go to Tags', 'Import tags…'])
    expect(matchCommands(commands, 'import tag')).toHaveLength(1)
    expect(matchCommands(commands, 'imp')[0]?.title).toBe('Import tags…')
    expect(matchCommands(commands, '')).toHaveLength(3)
    expect(matchCommands(commands, 'xyz')).toEqual([])
  })
})

describe('CSV', () => {
  it('quotes what would break a row', () => {
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"')
    expect(
      toCsv([
        ['a', 'b'],
        ['1', 'x\ny'],
      ]),
    ).toBe('a,b\r\n1,"x\ny"\r\n')
  })
})
