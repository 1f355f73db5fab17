// @vitest-environment happy-dom
import type { ImportPreview } from '@shared/contract/library'
import { beforeEach, describe, expect, it } from 'vitest'
import ImportPreviewTable from '@renderer/library/ImportPreviewTable.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

beforeEach(() => void giveWindowApi())

const meanings = ['track', 'artist', 'tag', 'count']
const tableOf = (part: Partial<ImportPreview>) =>
  mountComponent(ImportPreviewTable, {
    meanings,
    preview: {
      format: 'csv-long',
      columns: ['song', 'word', 'n'],
      mapping: { track: 'song', tag: 'word' },
      sampleRows: [['Rain', 'calm', '3']],
      ...part,
    },
  })

describe('the first rows of a file', () => {
  it('stand under their columns and what these mean', async () => {
    const table = await tableOf({})
    expect(table.findAll('th.name').map((head) => head.text())).toEqual(['song', 'word', 'n'])
    expect(table.findAll('select').map((select) => select.element.value)).toEqual(['track', 'tag', ''])
    expect(table.findAll('td').map((cell) => cell.text())).toEqual(['Rain', 'calm', '3'])
  })

  it('get another meaning, which the column that had it loses', async () => {
    const table = await tableOf({})
    await table.findAll('select')[2]?.setValue('tag')
    expect(table.emitted('mapping')).toEqual([[{ track: 'song', tag: 'n' }]])
  })

  it('lose their meaning when they are not used', async () => {
    const table = await tableOf({})
    await table.findAll('select')[1]?.setValue('')
    expect(table.emitted('mapping')).toEqual([[{ track: 'song' }]])
  })

  it('are tags where a table has a column for each tag', async () => {
    const table = await tableOf({ format: 'csv-wide' })
    expect(table.findAll('select')[2]?.get('option').text()).toBe('a tag')
  })

  it('need no meaning where the format fixes it', async () => {
    expect((await tableOf({ format: 'reference-annotations' })).findAll('select')).toEqual([])
  })
})
