// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import UnmatchedRows from '@renderer/library/UnmatchedRows.vue'
import { useToasts } from '@renderer/ui/use-toasts'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ row: `row ${index + 1}`, reason: 'no such track' }))

describe('rows that an import left out', () => {
  it('are not mentioned where there are none', async () => {
    giveWindowApi()
    const list = await mountComponent(UnmatchedRows, { rows: [] })
    expect(list.find('details').exists()).toBe(false)
  })

  it('are listed up to a number, and copied whole', async () => {
    const { calls } = giveWindowApi({ 'app.copyText': answer(null) })
    const list = await mountComponent(UnmatchedRows, { rows: rowsOf(201) })
    expect(list.get('summary').text()).toBe('201 rows left out')
    expect(list.findAll('.row')).toHaveLength(200)
    expect(list.text()).toContain('and 1 more row; copy them all as CSV.')
    await press('Copy as CSV')
    expect(calls[0]?.argument).toMatchObject({ text: expect.stringContaining('row 201,no such track') })
    expect(useToasts().toast.value?.text).toBe('201 rows copied as CSV.')
  })

  it('are not said to be copied when the copy failed', async () => {
    giveWindowApi({ 'app.copyText': refusal() })
    await mountComponent(UnmatchedRows, { rows: rowsOf(1) })
    await press('Copy as CSV')
    expect(useToasts().toast.value).toBeNull()
  })
})
