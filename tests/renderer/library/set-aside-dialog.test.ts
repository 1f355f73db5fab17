// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import SetAsideDialog from '@renderer/library/SetAsideDialog.vue'
import { useToasts } from '@renderer/ui/use-toasts'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { openDialog } from '../helpers/open-dialog'
import { all, pageText, press } from '../helpers/page'

const file = { path: '/music/a.mp3', reason: 'No audio in it.', hint: 'Convert it again.' }
const allImported = 'Every file that was found could be imported.'

describe('the files set aside', () => {
  it('are listed with reason and hint, and copied as CSV', async () => {
    const { calls } = giveWindowApi({ 'tracks.setAside': answer([file]), 'app.copyText': answer(null) })
    await openDialog(SetAsideDialog)
    expect(all('tbody td').map((cell) => cell.text())).toEqual(['/music/a.mp3', 'No audio in it. Convert it again.'])
    await press('Copy as CSV')
    expect(calls.at(-1)?.argument).toEqual({ text: 'path,reason,hint\r\n/music/a.mp3,No audio in it.,Convert it again.\r\n' })
    expect(useToasts().toast.value?.text).toBe('1 row copied as CSV.')
  })

  it('are none where every file could be imported', async () => {
    giveWindowApi({ 'tracks.setAside': answer([]) })
    await openDialog(SetAsideDialog)
    expect(pageText()).toContain(allImported)
    expect(pageText()).not.toContain('Copy as CSV')
  })

  it('are not said to be none while they are unknown', async () => {
    giveWindowApi({ 'tracks.setAside': refusal() })
    await openDialog(SetAsideDialog)
    expect(pageText()).not.toContain(allImported)
  })

  it('are not said to be copied when the copy failed', async () => {
    giveWindowApi({ 'tracks.setAside': answer([file]), 'app.copyText': refusal() })
    await openDialog(SetAsideDialog)
    await press('Copy as CSV')
    expect(useToasts().toast.value).toBeNull()
  })
})
