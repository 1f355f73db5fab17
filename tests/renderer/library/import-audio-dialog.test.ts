// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import ImportAudioDialog from '@renderer/library/ImportAudioDialog.vue'
import { useDialogs } from '@renderer/library/use-dialogs'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { openDialog } from '../helpers/open-dialog'
import { all, isDisabled, press } from '../helpers/page'

beforeEach(() => useDialogs().hide())

const folders = (): string[] => all('li .path').map((path) => path.text())

async function open(dropped: readonly string[], answers: Parameters<typeof giveWindowApi>[0] = {}) {
  const api = giveWindowApi({ 'app.chooseFolder': answer('/music'), 'import.audio': answer({ jobId: 'job' }), ...answers })
  useDialogs().show('import-audio', dropped)
  return { ...api, ...(await openDialog(ImportAudioDialog)) }
}

describe('the import of audio folders', () => {
  it('asks for a folder at once, takes each once, and starts', async () => {
    const { calls, isOpen } = await open([])
    expect(folders()).toEqual(['/music'])
    await press('Add a folder…')
    expect(folders()).toEqual(['/music'])
    await press('Import')
    expect(calls.at(-1)).toEqual({ name: 'import.audio', argument: { folders: ['/music'] } })
    expect(isOpen()).toBe(false)
  })

  it('begins with dropped folders, of which some can be left out', async () => {
    await open(['/a', '/b'])
    expect(folders()).toEqual(['/a', '/b'])
    await press('Leave out /a')
    expect(folders()).toEqual(['/b'])
  })

  it('cannot start without a folder', async () => {
    await open([], { 'app.chooseFolder': answer(null) })
    expect(isDisabled('Import')).toBe(true)
  })

  it('stays open when it cannot start', async () => {
    const { isOpen } = await open(['/a'], { 'import.audio': refusal() })
    await press('Import')
    expect(isOpen()).toBe(true)
    expect(isDisabled('Import')).toBe(false)
  })
})
