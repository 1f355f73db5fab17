import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importText, previewText } from '@main/library/import-text'
import { libraryCounts } from '@main/store/library-counts'
import type { Library } from '@main/store/library'
import { readText } from '@main/store/texts'
import { temporaryFolder, temporaryLibrary, testTime } from '../../helpers/library'
import { addFile, addTrack } from '../../helpers/track'

function written(name: string, content: string | object): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const run = (library: Library, path: string, kind: 'lyrics' | 'comments' = 'lyrics') =>
  importText(library, { path, kind, createTracks: true }, testTime)
const tokensOf = (library: Library): unknown => library.database.prepare("SELECT tokens FROM texts WHERE kind = 'lyrics'").pluck().get()

describe('texts', () => {
  it.each([
    ['lyrics.csv', 'track,lyrics\ns1,"La la\nla"\n', 'La la\nla', null],
    ['lyrics.json', { s1: 'La la\nla' }, 'La la\nla', null],
    ['list.json', [{ id: 's1', lyrics: 'La la\nla' }], 'La la\nla', null],
    ['tokens.json', { s1: ['la', 'la', 'li'] }, 'la la li', '["la","la","li"]'],
    ['lines.json', { s1: ['La la', 'li li'] }, 'La la\nli li', null],
  ])('are read from %s', (name, content, body, tokens) => {
    const library = temporaryLibrary()
    expect(run(library, written(name, content))).toEqual({ imported: 1, unmatched: [] })
    expect([readText(library.database, 1, 'lyrics'), tokensOf(library)]).toEqual([body, tokens])
  })

  it('are read from files beside the audio, by id and by artist and title; strays are listed', () => {
    const library = temporaryLibrary()
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'deep'))
    const beside = addTrack(library, { title: 'A', artist: 'X' })
    addFile(library, beside, join(folder, 'deep', 'song.mp3'))
    const identified = addTrack(library, { externalId: '17', title: 'B', artist: 'X' })
    const named = addTrack(library, { title: 'C', artist: 'Y' })
    const files = {
      'deep/song.lyrics.txt': 'best',
      'deep/song.txt': 'second',
      'deep/song.comments.txt': 'nice',
      '17.lrc': '[00:01.0]by id',
      'Y - C.txt': 'by name',
      'readme.txt': 'stray',
      '17.jpg': '',
    }
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)

    expect(previewText(library, { path: folder, kind: 'lyrics', createTracks: true })).toMatchObject({
      format: 'text-folder',
      rows: 4,
      matched: 3,
      created: 0,
    })
    expect(run(library, folder)).toEqual({ imported: 3, unmatched: [{ row: 'readme.txt', reason: 'no track matches it' }] })
    expect(run(library, folder, 'comments')).toEqual({ imported: 1, unmatched: [] })
    expect([beside, identified, named].map((id) => readText(library.database, id, 'lyrics'))).toEqual(['best', 'by id', 'by name'])
    expect(readText(library.database, beside, 'comments')).toBe('nice')
  })

  it.each([
    ['lyrics.csv', 'track,lyrics\ns1,\ns2,"   "\ns3,la\n', ['line 2 (s1)', 'line 3 (s2)']],
    ['lyrics.json', { s1: '', s2: [], s3: 'la', s4: [' '] }, ['"s1"', '"s2"', '"s4"']],
  ])('without words are left out, listed, and make no tracks: %s', (name, content, where) => {
    const library = temporaryLibrary()
    const path = written(name, content)
    const left = where.map((row) => ({ row, reason: 'its text is empty' }))
    expect(previewText(library, { path, kind: 'lyrics', createTracks: true }).unmatched).toEqual(left)
    expect(run(library, path)).toEqual({ imported: 1, unmatched: left })
    expect(libraryCounts(library.database)).toMatchObject({ tracks: 1, withLyrics: 1 })
  })

  it('in empty files are left out and listed', () => {
    const folder = temporaryFolder()
    for (const [name, content] of [
      ['a.txt', ''],
      ['b.lrc', '[00:01.0]\n'],
      ['c.lyrics.txt', ' \n'],
    ] as const)
      writeFileSync(join(folder, name), content)
    expect(run(temporaryLibrary(), folder).unmatched.map(({ row, reason }) => [row, reason])).toEqual(
      ['a.txt', 'b.lrc', 'c.lyrics.txt'].map((row) => [row, 'its text is empty']),
    )
  })

  it.each([
    ['a number for a text', { s1: 5 }, '"s1" holds no text'],
    ['an id that comes twice', 'track,text\ns1,a\ns1,b\n', 'means the same track as'],
    ['no column of texts', 'track,colour\ns1,a\n', 'No column is text'],
  ])('are refused with %s, and nothing is written', (_, content, message) => {
    const library = temporaryLibrary()
    expect(() => run(library, written('bad', content))).toThrow(message)
    expect(libraryCounts(library.database)).toMatchObject({ tracks: 0, withLyrics: 0 })
  })
})
