import { describe, expect, it } from 'vitest'
import { channels, writePaths } from '@shared/contract/channels'
import { z } from 'zod'

/** Channels with paths that are only read; a path that is written stands in `writes`, so that it is checked against the dialogs. */
const readingChannels = [
  'app.showInFolder',
  'library.open',
  'import.audio',
  'import.tags',
  'import.tags.preview',
  'import.text',
  'import.text.preview',
  'import.labels',
  'import.labels.preview',
  'lexicons.import',
  'labels.archive.import',
  'labels.archive.preview',
  'labels.merge',
  'tags.importMapping',
  'embeddings.import',
  'bundles.read',
  'bundles.train',
  'backbones.add',
  'models.add',
  'predictions.start',
  'predictions.listen',
  'predictions.excerpts',
  'tracks.findMissing',
]

const isPathField = (field: string): boolean => /^(paths?|directory|folder|folders|file)$/i.test(field)

describe('every channel', () => {
  it.each(Object.entries(channels))('%s says whether it writes to the paths of its argument', (name, channel) => {
    const shape: unknown = channel.argument instanceof z.ZodObject ? channel.argument.shape : {}
    const pathFields = Object.keys(z.record(z.string(), z.unknown()).parse(shape)).filter(isPathField)
    const written: readonly string[] = 'writes' in channel ? channel.writes : []
    expect(pathFields).toEqual(expect.arrayContaining([...written]))
    expect(written.length > 0).toBe(pathFields.length > 0 && !readingChannels.includes(name))
  })
})

it('the paths that a call writes to are those of its argument that are texts', () => {
  expect(writePaths('labels.export', { path: '/a.csv', format: 'csv' })).toEqual(['/a.csv'])
  expect(writePaths('library.sample', { path: null })).toEqual([])
  expect(writePaths('report.write', 'directory')).toEqual([])
  expect(writePaths('import.audio', { folders: ['/music'] })).toEqual([])
})
