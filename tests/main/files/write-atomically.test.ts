import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renameDurably, writeFileAtomically, writeFileAtomicallySync } from '@main/files/write-atomically'
import { temporaryFolder } from '../../helpers/audio-fixtures'

const writers = {
  writeFileAtomically,
  writeFileAtomicallySync: async (path: string, content: string | Uint8Array) => writeFileAtomicallySync(path, content),
}

describe.each(Object.entries(writers))('%s', (_name, write) => {
  it('writes text and bytes, and makes the folder that is missing', async () => {
    const path = join(temporaryFolder(), 'deep', 'er', 'file')
    await write(path, 'tränen')
    expect(readFileSync(path, 'utf8')).toBe('tränen')
    await write(path, Uint8Array.of(1, 2, 3))
    expect([...readFileSync(path)]).toEqual([1, 2, 3])
    expect(readdirSync(join(path, '..'))).toEqual(['file'])
  })

  it('keeps what is there, and leaves nothing beside it, when the file cannot be replaced', async () => {
    const folder = temporaryFolder()
    // A folder with content cannot be replaced by a file: the rename fails after everything was written.
    const path = join(folder, 'taken')
    mkdirSync(path)
    writeFileSync(join(path, 'inside'), 'kept')
    await expect(write(path, 'new')).rejects.toThrow()
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('kept')
    expect(readdirSync(folder)).toEqual(['taken'])
  })
})

it('keeps the old file when what writes the new one fails half way', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'labels.json')
  writeFileSync(path, 'old')
  const half = writeFileAtomically(path, async (handle) => {
    await handle.write('half of the new')
    throw new Error('the disk is full')
  })
  await expect(half).rejects.toThrow('the disk is full')
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['labels.json'])
})

it('shows readers the old file until the new one is whole', async () => {
  const path = join(temporaryFolder(), 'state.json')
  writeFileSync(path, 'old')
  const seen: string[] = []
  await writeFileAtomically(path, async (handle) => {
    await handle.write('new')
    seen.push(readFileSync(path, 'utf8'))
  })
  expect([...seen, readFileSync(path, 'utf8')]).toEqual(['old', 'new'])
})

it('lets two writers of one file end with one of their files, whole', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'file')
  const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(100_000))
  await Promise.all(texts.map((text) => writeFileAtomically(path, text)))
  expect(texts).toContain(readFileSync(path, 'utf8'))
  expect(readdirSync(folder)).toEqual(['file'])
})

it('moves a finished folder to its name', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'making'))
  writeFileSync(join(folder, 'making', 'weights'), 'w')
  renameDurably(join(folder, 'making'), join(folder, 'made'))
  expect(existsSync(join(folder, 'making'))).toBe(false)
  expect(readFileSync(join(folder, 'made', 'weights'), 'utf8')).toBe('w')
})
