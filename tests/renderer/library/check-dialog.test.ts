// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import CheckDialog from '@renderer/library/CheckDialog.vue'
import { useErrors } from '@renderer/ui/use-errors'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { openDialog } from '../helpers/open-dialog'
import { all, pageText } from '../helpers/page'

const isChecking = (): boolean => all('[aria-label=Checking]').length > 0

describe('the check of a library', () => {
  it('says that the library is whole', async () => {
    giveWindowApi({ 'library.check': answer({ ok: true, problems: [] }) })
    await openDialog(CheckDialog)
    expect(pageText()).toContain('The library is whole')
    expect(isChecking()).toBe(false)
  })

  it('lists what is wrong', async () => {
    giveWindowApi({ 'library.check': answer({ ok: false, problems: ['One label has no track.', 'A digest differs.'] }) })
    await openDialog(CheckDialog)
    expect(all('li').map((item) => item.text())).toEqual(['One label has no track.', 'A digest differs.'])
  })

  it('ends when it fails, and says why', async () => {
    giveWindowApi({ 'library.check': refusal('The file cannot be read.') })
    await openDialog(CheckDialog)
    expect(useErrors().errors.value.map(({ message }) => message)).toEqual(['The file cannot be read.'])
    expect(isChecking()).toBe(false)
    expect(pageText()).toContain('The library could not be checked.')
  })
})
