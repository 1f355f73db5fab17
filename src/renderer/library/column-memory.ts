import type { ColumnState, GridApi } from 'ag-grid-community'

const storageKey = 'circumplex.library.columns'

const isColumnState = (value: unknown): value is ColumnState =>
  typeof value === 'object' && value !== null && 'colId' in value && typeof value.colId === 'string'

/** What a stored text says of the columns; null when it says nothing usable. */
export function parseColumnState(text: string | null): ColumnState[] | null {
  if (!text) return null
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every(isColumnState) ? value : null
  } catch {
    return null
  }
}

/** Keeps which columns are shown, their order, width and sort for the next start. */
export function keepColumns(api: GridApi): void {
  localStorage.setItem(storageKey, JSON.stringify(api.getColumnState()))
}

/** Brings back what `keepColumns` kept. */
export function restoreColumns(api: GridApi): void {
  const state = parseColumnState(localStorage.getItem(storageKey))
  if (state) api.applyColumnState({ state, applyOrder: true })
}

/** Forgets what was kept and shows the columns as they were first. */
export function resetColumns(api: GridApi): void {
  localStorage.removeItem(storageKey)
  api.resetColumnState()
}
