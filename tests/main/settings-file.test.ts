import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSettingsFile } from '@main/settings-file'
import { serviceAppChannels } from '@shared/contract/app'
import { temporaryFolder } from '../helpers/library'

describe('the settings file', () => {
  it('keeps what a change leaves out, also over a restart', () => {
    const folder = temporaryFolder()
    const settings = openSettingsFile(folder)
    expect(settings.read().author).not.toBe('')
    const change = (given: unknown) => settings.change(serviceAppChannels['settings.set'].argument.parse(given))
    change({ author: 'Mara', scale: '1-9' })
    change({ theme: 'dark' })
    expect(openSettingsFile(folder).read()).toEqual({ theme: 'dark', scale: '1-9', author: 'Mara', matchLoudness: true, drawnRule: null })
  })

  it('never stops the program when it is damaged', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'settings.json'), '{"theme": "neon"')
    expect(openSettingsFile(folder).read().theme).toBe('system')
  })
})
