// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import type { TrackRow } from '@shared/contract/tracks'
import type { CellClickedEvent, CellKeyDownEvent } from 'ag-grid-community'
import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import { useRowKeys } from '@renderer/library/use-row-keys'
import { useRowOrder } from '@renderer/library/use-row-order'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'

/** Ids in the order of the table: row 0 is track 10. */
const ids = [10, 11, 12, 13]
let pinia: Pinia
beforeEach(() => setActivePinia((pinia = createPinia())))
afterEach(() => disposePinia(pinia))

/** The parts of the grid's events that the keys read. */
const eventOf = <Event>(row: number, event: MouseEvent | KeyboardEvent, column = 'title'): Event =>
  ({ data: { id: ids[row] } as TrackRow, rowIndex: row, event, column: { getColId: () => column } }) as Event

function openKeys() {
  giveWindowApi({ 'tracks.ids': answer(Int32Array.from(ids)) })
  const actions = { open: vi.fn(), copy: vi.fn(), failed: vi.fn() }
  const keys = useRowKeys(
    useRowOrder(() => ({ filter: {}, sort: { by: 'title', direction: 'ascending' } })),
    actions,
  )
  const selection = useSelectionStore()
  return {
    actions,
    selected: () => [...selection.selectedTrackIds].sort(),
    async click(row: number, held: MouseEventInit = {}, column?: string) {
      keys.clicked(eventOf<CellClickedEvent<TrackRow>>(row, new MouseEvent('click', held), column))
      await flushPromises()
    },
    async press(row: number, key: string, held: KeyboardEventInit = {}) {
      keys.keyDown(eventOf<CellKeyDownEvent<TrackRow>>(row, new KeyboardEvent('keydown', { key, ...held })))
      await flushPromises()
    },
  }
}

describe('the mouse', () => {
  it('selects one row, toggles with Ctrl or in the column of ticks, and extends with Shift', async () => {
    const { click, selected } = openKeys()
    await click(1)
    expect(selected()).toEqual([11])
    await click(3, { ctrlKey: true })
    expect(selected()).toEqual([11, 13])
    await click(3, {}, 'mark')
    expect(selected()).toEqual([11])
    await click(1)
    await click(3, { shiftKey: true })
    expect(selected()).toEqual([11, 12, 13])
    await click(0, { shiftKey: true })
    expect(selected()).toEqual([10, 11])
  })
})

describe('keys', () => {
  it('toggle, take all and none, open and copy', async () => {
    const { actions, press, selected } = openKeys()
    await press(2, ' ')
    expect(selected()).toEqual([12])
    await press(2, 'a', { ctrlKey: true })
    expect(selected()).toEqual(ids)
    await press(2, 'Escape')
    expect(selected()).toEqual([])
    await press(2, 'Enter')
    await press(2, 'C', { metaKey: true })
    expect(actions.open).toHaveBeenCalledWith(12)
    expect(actions.copy).toHaveBeenCalledOnce()
  })

  it('extend from the row where Shift was first held', async () => {
    const { press, selected } = openKeys()
    await press(1, 'ArrowDown')
    await press(2, 'ArrowDown', { shiftKey: true })
    expect(selected()).toEqual([12, 13])
    await press(3, 'ArrowUp', { shiftKey: true })
    expect(selected()).toEqual([12])
  })

  it('extend from the first row, though the arrow up was pressed there', async () => {
    const { press, selected } = openKeys()
    await press(0, ' ')
    await press(0, 'ArrowUp')
    await press(0, 'ArrowDown', { shiftKey: true })
    expect(selected()).toEqual([10, 11])
  })
})
