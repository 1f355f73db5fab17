import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fetchOfficialElectron } from '../../scripts/setup/electron-official.mjs'
import { describeMachine } from '../../scripts/setup/machine.mjs'
import { zipOf } from './zip-of.mjs'

const archive = zipOf([{ name: 'electron', content: 'a program', mode: 0o755 }])
const archiveName = `electron-v45.4.1-${process.platform}-${process.arch}.zip`

let folder = ''
let site
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'circumplex-electron-'))))
afterEach(() => {
  site?.closeAllConnections()
  site?.close()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

/** A release site on this machine, and a checkout that expects `digest` of it. */
async function prepare(answer, digest = createHash('sha256').update(archive).digest('hex')) {
  site = createServer(answer)
  await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${site.address().port}/`)
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, 'electron'), { recursive: true })
  symlinkSync(join(describeMachine().modules, '@electron'), join(modules, '@electron'))
  writeFileSync(join(modules, 'electron', 'checksums.json'), JSON.stringify({ [archiveName]: digest }))
  return { release: { version: '45.4.1', folder: join(folder, 'cache', 'electron') }, machine: { modules, cache: join(folder, 'cache') } }
}

test('the release is fetched, checked and unpacked', async () => {
  const { release, machine } = await prepare((request, response) => response.end(archive))
  await fetchOfficialElectron(release, machine)
  expect(readFileSync(join(release.folder, 'electron'), 'utf8')).toBe('a program')
})

test('a release with another digest is refused and leaves nothing', async () => {
  const { release, machine } = await prepare((request, response) => response.end(archive), '0'.repeat(64))
  await expect(fetchOfficialElectron(release, machine)).rejects.toThrow()
  expect(existsSync(release.folder)).toBe(false)
  expect(readdirSync(machine.cache)).toEqual([])
})

test('a site that never answers is given up', async () => {
  const { release, machine } = await prepare(() => undefined)
  await expect(fetchOfficialElectron(release, machine, 200)).rejects.toThrow('no answer in time')
})
