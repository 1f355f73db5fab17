import { EventEmitter } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepWindowState, readWindowState } from '@main/app/window-state'
import { temporaryFolder } from '../../helpers/library'

const screen = { x: 0, y: 25, width: 1920, height: 1055 }

/** Closes a window at this position and size, and gives the file that keeps them. */
function closedAt(bounds: { x: number; y: number; width: number; height: number }, maximized = false): string {
  const path = join(temporaryFolder(), 'window.json')
  const window = Object.assign(new EventEmitter(), { getNormalBounds: () => bounds, isMaximized: () => maximized })
  keepWindowState(path, window)
  window.emit('close')
  return path
}

describe('the window’s position and size', () => {
  it('are those of its last close', () => {
    const bounds = { x: 100, y: 80, width: 1000, height: 700 }
    expect(readWindowState(closedAt(bounds, true), [screen])).toEqual({ ...bounds, maximized: true })
  })

  it('keep the size alone when the screen is gone', () => {
    const path = closedAt({ x: 2000, y: 80, width: 1000, height: 700 })
    expect(readWindowState(path, [screen])).toEqual({ width: 1000, height: 700, maximized: false })
    expect(readWindowState(path, [screen, { ...screen, x: 1920 }])).toMatchObject({ x: 2000, y: 80 })
  })

  it.each(['', '{"width":1e4', '{"width":20,"height":20,"maximized":false}', '[]'])('begin anew from a file that holds %j', (content) => {
    const path = join(temporaryFolder(), 'window.json')
    writeFileSync(path, content)
    expect(readWindowState(path, [screen])).toEqual({ width: 1440, height: 900, maximized: false })
  })
})
