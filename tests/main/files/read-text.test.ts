import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSongText, readTextFile } from '@main/files/read-text'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/audio-fixtures'

function written(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

describe('a text file', () => {
  it('has lines that end in \\n, whatever wrote it', () => {
    expect(readTextFile(written('a.csv', 'one\r\ntwo\rthree\n'))).toEqual({ text: 'one\ntwo\nthree\n', encoding: 'utf-8' })
    expect(readTextFile(written('b.csv', Buffer.from('\uFEFFé\r\n', 'utf16le')))).toEqual({ text: 'é\n', encoding: 'utf-16le' })
  })

  it('of a song has no white space around it, and no time stamps in LRC', () => {
    expect(readSongText(written('a.txt', '\r\n La \r\nla \r\n')).text).toBe('La \nla')
    expect(readSongText(written('a.lrc', '[ti:x]\r\n[00:01.00]La\r\n[00:02.00]la\r\n')).text).toBe('La\nla')
    expect(readSongText(written('empty.txt', '')).text).toBe('')
  })

  it('is refused when it is empty, missing, a folder or a pipe', () => {
    expect(() => readTextFile(written('empty.csv', ''))).toThrow('is empty')
    expect(() => readTextFile('/nowhere.csv')).toThrow('There is no file')
    expect(() => readTextFile(temporaryFolder())).toThrow('is a folder')
  })

  it.skipIf(process.platform === 'win32')('is refused when it is a pipe, without waiting for its other end', () => {
    const path = join(temporaryFolder(), 'pipe.txt')
    execFileSync('mkfifo', [path])
    expect(() => readSongText(path)).toThrow('is a named pipe')
  })
})
