import { join } from 'node:path'
import { app, type BrowserWindow, screen } from 'electron'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../files/json-file'

const windowStateSchema = z.object({
  x: z.number().optional(),
  y: z.number().optional(),
  width: z.number().min(960),
  height: z.number().min(600),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

const firstState: WindowState = { width: 1440, height: 900, maximized: false }
const statePath = (): string => join(app.getPath('userData'), 'window.json')

/** Position and size of the window when it was last closed; without a position when that screen is gone. */
export function readWindowState(): WindowState {
  const state = readJsonFile(statePath(), windowStateSchema, firstState)
  const { x, y } = state
  if (x === undefined || y === undefined) return state
  const onScreen = screen
    .getAllDisplays()
    .some(
      ({ workArea }) => x >= workArea.x - 8 && y >= workArea.y - 8 && x < workArea.x + workArea.width && y < workArea.y + workArea.height,
    )
  return onScreen ? state : { width: state.width, height: state.height, maximized: state.maximized }
}

/** Keeps position and size when the window closes. */
export function keepWindowState(window: BrowserWindow): void {
  window.on('close', () => {
    writeJsonFile(statePath(), { ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
}
