import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { previewOrColumns } from '@main/library/tables/preview-unmapped'
import { readLabelTable } from '@main/library/tables/read-label-table'
import { Failure } from '@shared/domain/failure'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cx-preview-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function previewOf(text: string) {
  const path = join(folder, 'labels.csv')
  writeFileSync(path, text)
  const options = { path, createTracks: false }
  return previewOrColumns(options, () => {
    readLabelTable(options, '-1-1')
    throw new Error('the columns were understood')
  })
}

describe('a table whose columns do not say what they mean', () => {
  it('is shown with its columns, its first rows and what is wanted', () => {
    const preview = previewOf('song;happy;awake\na;0.1;0.2\nb;0.3;0.4\n')
    expect(preview).toMatchObject({
      columns: ['song', 'happy', 'awake'],
      mapping: { track: 'song' },
      sampleRows: [
        ['a', '0.1', '0.2'],
        ['b', '0.3', '0.4'],
      ],
      rows: 2,
      matched: 0,
    })
    expect(preview.problems[0]).toContain('valence or arousal')
  })

  it('is refused when it is no table at all', () => {
    expect(() => previewOf('{"a": 1}')).toThrow()
    expect(() => previewOf('one column\nx\n')).toThrow(Failure)
  })
})
