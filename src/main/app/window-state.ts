import type { Rectangle } from 'electron'
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

/**
 * Position and size of the window when it was last closed; without a position when that screen is gone.
 * @param path the file that keeps them
 * @param workAreas the screens that there are now, without their bars
 */
export function readWindowState(path: string, workAreas: readonly Rectangle[]): WindowState {
  const state = readJsonFile(path, windowStateSchema, firstState)
  const { x, y } = state
  if (x === undefined || y === undefined) return state
  const onScreen = workAreas.some((area) => x >= area.x - 8 && y >= area.y - 8 && x < area.x + area.width && y < area.y + area.height)
  return onScreen ? state : { width: state.width, height: state.height, maximized: state.maximized }
}

/** What is asked of a window when it closes. */
export interface ClosingWindow {
  on(event: 'close', listener: () => void): unknown
  getNormalBounds(): Rectangle
  isMaximized(): boolean
}

/** Keeps position and size when the window closes. */
export function keepWindowState(path: string, window: ClosingWindow): void {
  window.on('close', () => {
    writeJsonFile(path, { ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
}
