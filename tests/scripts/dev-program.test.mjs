import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../scripts/dev/program.mjs'

const slowToEnd = "process.on('SIGTERM', () => setTimeout(() => process.exit(0), 200)); setInterval(() => {}, 1000); console.log('up')"

/** A program of ours, with the starts and ends of its processes in order. */
function started(source) {
  const events = []
  const children = []
  const start = () => {
    const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] })
    const number = children.push(child)
    events.push(`start ${number}`)
    child.once('exit', () => events.push(`end ${number}`))
    return child
  }
  const codes = []
  const program = createProgram(
    start,
    (code) => codes.push(code),
    () => undefined,
  )
  return { program, events, children, codes }
}

describe('a program under development', () => {
  it('ends before it is started anew, even when two builds come at once', async () => {
    const { program, events, children, codes } = started(slowToEnd)
    await program.start()
    await once(children[0].stdout, 'data')
    const restarts = [program.restart(), program.restart()]
    await Promise.all(restarts)
    expect(events).toEqual(['start 1', 'end 1', 'start 2', 'end 2', 'start 3'])
    await program.stop()
    expect([events.at(-1), codes]).toEqual(['end 3', []])
  })

  it('ends the development with its code when it ends by itself', async () => {
    const { program, children, codes } = started('process.exitCode = 3')
    await program.start()
    await once(children[0], 'exit')
    await expect.poll(() => codes).toEqual([3])
    await program.stop()
  })
})
