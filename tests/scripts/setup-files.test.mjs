import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from '../../scripts/setup/lock.mjs'
import { unzip } from '../../scripts/setup/unzip.mjs'
import { checkDigest, makeWhole, removeUnfinished } from '../../scripts/setup/whole.mjs'
import { zipOf } from './zip-of.mjs'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'circumplex-setup-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('what is made whole is there afterwards; what breaks off leaves nothing', async () => {
  const target = join(folder, 'library')
  await makeWhole(target, (unfinished) => writeFileSync(unfinished, 'complete'))
  expect(readFileSync(target, 'utf8')).toBe('complete')
  const half = (unfinished) => {
    writeFileSync(unfinished, 'half')
    throw new Error('the network went away')
  }
  await expect(makeWhole(join(folder, 'other'), half)).rejects.toThrow('network')
  expect(readdirSync(folder)).toEqual(['library'])
})

test('what a killed set-up left behind is removed, and nothing else', () => {
  for (const path of ['.unfinished-1', 'electron/.unfinished-2', 'electron/45']) mkdirSync(join(folder, path), { recursive: true })
  writeFileSync(join(folder, 'electron', '45', 'program'), '')
  removeUnfinished(folder)
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['electron', 'electron/45', 'electron/45/program'])
})

test('a file with another digest than the pinned one is refused', async () => {
  const file = join(folder, 'wheel')
  writeFileSync(file, 'content')
  const digest = createHash('sha256').update('content').digest('hex')
  await checkDigest(file, 'sha256', 'hex', digest)
  await expect(checkDigest(file, 'sha256', 'hex', digest.replace(/^./, '-'))).rejects.toThrow('pinned')
})

test('a zip archive is unpacked with its modes, leaving out what is not wanted', async () => {
  const archive = join(folder, 'a.zip')
  const text = 'words '.repeat(1000)
  writeFileSync(
    archive,
    zipOf([
      { name: 'in/program', content: text, mode: 0o755 },
      { name: 'in/empty', content: '', mode: 0o644 },
      { name: 'left/out', content: 'x', mode: 0o644 },
    ]),
  )
  await unzip(archive, (name) => (name.startsWith('in/') ? join(folder, name) : undefined))
  expect(readFileSync(join(folder, 'in/program'), 'utf8')).toBe(text)
  expect(statSync(join(folder, 'in/program')).mode & 0o111).not.toBe(0)
  expect(readFileSync(join(folder, 'in/empty'), 'utf8')).toBe('')
  expect(existsSync(join(folder, 'left'))).toBe(false)
})

test('a zip archive that broke off is refused', async () => {
  const archive = join(folder, 'a.zip')
  const whole = zipOf([{ name: 'file', content: 'words', mode: 0o644 }])
  writeFileSync(archive, whole.subarray(0, whole.length - 30))
  await expect(unzip(archive, (name) => join(folder, name))).rejects.toThrow('no complete zip')
})

test('the lock of a process that has died is taken over, and given back after a failure', async () => {
  writeFileSync(join(folder, 'setup.lock'), '4194999')
  await expect(
    withLock(
      folder,
      () => undefined,
      () => Promise.reject(new Error('broke')),
    ),
  ).rejects.toThrow('broke')
  expect(
    await withLock(
      folder,
      () => undefined,
      () => Promise.resolve('done'),
    ),
  ).toBe('done')
  expect(readdirSync(folder)).toEqual([])
})
