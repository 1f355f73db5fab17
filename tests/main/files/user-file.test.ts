import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { requireFolderOf, writeUserFile } from '@main/files/user-file'
import { temporaryFolder } from '../../helpers/audio-fixtures'

it('writes where the user asked for, and replaces what is there', () => {
  const path = join(temporaryFolder(), 'labels.csv')
  writeUserFile(path, 'old')
  writeUserFile(path, 'new')
  expect(readFileSync(path, 'utf8')).toBe('new')
})

it('makes no folders for a mistyped path, and names the folder that is missing', () => {
  const folder = join(temporaryFolder(), 'typo')
  expect(() => writeUserFile(join(folder, 'labels.csv'), 'text')).toThrow(`there is no folder ${folder}`)
  expect(() => requireFolderOf(join(folder, 'model.onnx'))).toThrow('Cannot write')
  expect(existsSync(folder)).toBe(false)
})
