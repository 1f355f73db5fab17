import { describe, expect, it } from 'vitest'
import { detectDelimiter, parseCsvTable } from '@main/library/tables/csv-table'
import { guessMapping, requireMeanings, resolveMapping } from '@main/library/tables/column-mapping'

describe('parseCsvTable', () => {
  it.each([
    [',', 'track,tag,count\n1,sad,2\n'],
    [';', 'track;tag;count\n1;sad, very;2\n'],
    ['\t', 'track\ttag\tcount\r\n1\tsad\t2\r\n'],
    ['|', 'track|tag|count\n1|sad|2'],
    [',', 'track,tag,count\n"a;b;c;d",sad,2\n'],
    [',', 'only\none\n'],
  ])('finds the delimiter %j', (delimiter, text) => expect(detectDelimiter(text)).toBe(delimiter))

  it('keeps quoted cells, empty cells and line numbers', () => {
    const table = parseCsvTable('track,text\n1,"a ""quoted"", word"\n\n2,\n')
    expect(table.columns).toEqual(['track', 'text'])
    expect(table.rows).toEqual([
      { line: 2, cells: ['1', 'a "quoted", word'] },
      { line: 4, cells: ['2', ''] },
    ])
  })

  it('reports rows that do not fit the header', () => {
    expect(parseCsvTable('a,b\n1,2\n1,2,3\n1\n').problems).toEqual([
      'Line 3 has 3 columns; the header has 2.',
      'Line 4 has 1 columns; the header has 2.',
    ])
  })

  it('refuses what is no table', () => {
    expect(() => parseCsvTable('a,b\n"1,2\n')).toThrow(
      expect.objectContaining({ code: 'file-invalid', message: expect.stringMatching(/line/i) }),
    )
    expect(() => parseCsvTable('\n\n')).toThrow(expect.objectContaining({ code: 'file-invalid' }))
  })
})

describe('the mapping of columns', () => {
  it('is guessed from usual names', () => {
    expect(guessMapping(['Track ID', 'Artist_Name', 'Song Title', 'Tag', 'Votes'])).toEqual({
      track: 'Track ID',
      artist: 'Artist_Name',
      title: 'Song Title',
      tag: 'Tag',
      count: 'Votes',
    })
  })

  it('is taken as given when it names columns and meanings that exist', () => {
    expect(resolveMapping(['a', 'b'], { track: 'b' })).toEqual({ track: 'b' })
    expect(() => resolveMapping(['a', 'b'], { track: 'c' })).toThrow(
      expect.objectContaining({ code: 'invalid-argument', hint: "The file's columns are a, b." }),
    )
    expect(() => resolveMapping(['a', 'b'], { colour: 'a' })).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
  })

  it('must name the track and what the import needs', () => {
    expect(() => requireMeanings({ tag: 'x' }, ['x'], [])).toThrow('No column names the track')
    expect(() => requireMeanings({ track: 'x' }, ['x'], ['text'])).toThrow('No column is text')
  })
})
