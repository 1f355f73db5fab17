import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { diagnostics } from '@main/app/diagnostics'
import { temporaryFolder } from '../../helpers/library'

it('diagnostics hold versions and the end of the log, without the user’s name', () => {
  const home = temporaryFolder()
  const logPath = join(home, 'main.log')
  writeFileSync(logPath, `${'old '.repeat(10_000)}\n[1a2b3c4d] TypeError: torn\nCaused by: Error: ${join(home, 'Music', 'a.wav')}\n`)
  const text = diagnostics({ version: '9.8.7', logPath, home })
  expect(text).toMatch(/^Circumplex 9\.8\.7\n/)
  expect(text).toContain(`Node ${process.versions.node}`)
  expect(text.endsWith(`[1a2b3c4d] TypeError: torn\nCaused by: Error: ${join('~', 'Music', 'a.wav')}\n`)).toBe(true)
  expect(text).not.toContain(home)
  expect(text.length).toBeLessThan(21_000)
})

it('diagnostics say that there is no log yet', () => {
  expect(diagnostics({ version: '1', logPath: join(temporaryFolder(), 'none.log'), home: '/home/me' })).toMatch(/\(no log yet\)$/)
})
