// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import ConfirmDialog from '@renderer/ui/ConfirmDialog.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { openDialog } from '../helpers/open-dialog'
import { button, pageText, press } from '../helpers/page'

beforeEach(() => void giveWindowApi())

const question = { title: 'Delete this run?', text: 'Its weights are deleted.', action: 'Delete', danger: true }

describe('a question before something that cannot be taken back', () => {
  it('says what will happen, and does it when it is confirmed', async () => {
    const { dialog, isOpen } = await openDialog(ConfirmDialog, question)
    expect(pageText()).toContain('Delete this run?Its weights are deleted.')
    expect(button('Delete').classes().join(' ')).toContain('error')
    await press('Delete')
    expect(dialog.emitted('confirm')).toHaveLength(1)
    expect(isOpen()).toBe(false)
  })

  it('does nothing when it is cancelled', async () => {
    const { dialog, isOpen } = await openDialog(ConfirmDialog, question)
    await press('Cancel')
    expect(dialog.emitted('confirm')).toBeUndefined()
    expect(isOpen()).toBe(false)
  })
})
