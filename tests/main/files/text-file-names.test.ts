import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describeTextFile, openTextSearch, textFilesBelow } from '@main/files/text-file-names'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/audio-fixtures'

function folderOf(names: readonly string[]): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'deep'))
  for (const name of names) writeFileSync(join(folder, name), 'words')
  return folder
}

describe('names of text files', () => {
  it.each([
    ['a/song.txt', 'song', 'lyrics'],
    ['a/song.lyrics.txt', 'song', 'lyrics'],
    ['song.LRC', 'song', 'lyrics'],
    ['song.comments.txt', 'song', 'comments'],
    ['song.Comment.TXT', 'song', 'comments'],
  ])('say what the file holds: %s', (path, stem, kind) => expect(describeTextFile(path)).toMatchObject({ stem, kind }))

  it('of other sorts say nothing', () => expect(['song.mp3', '.txt', 'song'].map(describeTextFile)).toEqual([null, null, null]))

  it('lead from an audio file to its texts, the best first', () => {
    const folder = folderOf(['song.txt', 'song.LRC', 'song.lyrics.txt', 'song.comments.txt', 'song 2.txt'])
    const textsBeside = openTextSearch()
    const found = textsBeside(join(folder, 'song.wav')).filter(({ kind }) => kind === 'lyrics')
    expect(found.map(({ path }) => basename(path))).toEqual(['song.lyrics.txt', 'song.LRC', 'song.txt'])
    expect(textsBeside(join(folder, 'song 2.mp3'))).toMatchObject([{ kind: 'lyrics' }])
    expect([textsBeside(join(folder, 'other.wav')), textsBeside(join(folder, 'nowhere', 'song.wav'))]).toEqual([[], []])
  })

  it('find the texts of a kind below a folder', () => {
    const folder = folderOf(['b.txt', 'a.lrc', 'deep/c.lyrics.txt', 'a.comments.txt', 'a.mp3'])
    expect(textFilesBelow(folder, 'lyrics').map((path) => basename(path))).toEqual(['a.lrc', 'b.txt', 'c.lyrics.txt'])
  })
})
