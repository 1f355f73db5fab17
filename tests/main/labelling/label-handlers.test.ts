import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { labelChannels } from '@shared/contract/labels'
import { labelSources } from '@shared/domain/label'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createLabelHandlers } from '@main/labelling/label-handlers'
import { createTestContext } from '../../helpers/service-context'
import type { EmotionTag } from '../../helpers/tagged-tracks'
import { addFile, addLabel } from '../../helpers/track'

const tracks: EmotionTag[][] = [
  [['happiness', 3]],
  [
    ['happiness', 1],
    ['depression', 1],
  ],
  [['rock', 1]],
  [
    ['Chill-Out', 2],
    ['mellow', 1],
    ['excitement', 3],
  ],
  [
    ['excitement', 2],
    ['confidence', 2],
  ],
]

function labelledHandlers() {
  const test = createTestContext({ tracks })
  const handlers = createLabelHandlers(test.context)
  void handlers['labels.derive']({ scheme: publishedScheme, note: '' })
  return { ...test, handlers }
}

describe('stems', () => {
  it('decide which emotion word a tag stands for; changing them maps all tags anew', async () => {
    const { handlers } = labelledHandlers()
    const stems = await handlers['stems.list'](null)
    const wordOf = async (tag: string) => (await handlers['tags.raw'](null)).find((row) => row.tag === tag)?.word
    expect(await wordOf('mellow')).toBe('calmness')
    const changed = stems.map(({ word, stems: entries }) => ({
      word,
      stems: word === 'contemplation' ? [...entries, 'mellow', 'rock$'] : entries.filter((entry) => !entry.startsWith('mellow')),
    }))
    expect(await handlers['stems.set'](changed)).toEqual({ remappedTags: 2 })
    expect([await wordOf('mellow'), await wordOf('rock')]).toEqual(['contemplation', 'contemplation'])
    expect(() =>
      handlers['stems.set']([
        { word: 'joy', stems: ['joy'] },
        { word: 'joy', stems: ['fun'] },
      ]),
    ).toThrow(/twice/)
  })
})

describe('the tag matrix', () => {
  it('adds up the tags of one word and passes its schema', async () => {
    const { handlers } = labelledHandlers()
    const matrix = labelChannels['tags.matrix'].result.parse(await handlers['tags.matrix'](null))
    const calmness = matrix.words.findIndex(({ word }) => word === 'calmness')
    const entry = matrix.wordIndex.indexOf(calmness)
    expect(matrix.counts[entry]).toBe(3)
    expect(Array.from(matrix.trackIds)).toEqual([1, 2, 4, 5])
    expect(Array.from(matrix.offsets)).toEqual([0, 1, 3, 5, 7])
    expect(
      labelChannels['tags.words'].result.parse(await handlers['tags.words'](null)).find(({ word }) => word === 'calmness'),
    ).toMatchObject({ tracks: 1, mass: 3 })
  })

  it('says which source gave the labels that no scheme changes: imported is not human', async () => {
    const { handlers, library } = labelledHandlers()
    addLabel(library, 2, 0.25, 0.75, 'imported')
    await handlers['labels.place']({ trackId: 4, excerptId: null, valence: 0.5, arousal: -0.5 })
    const matrix = await handlers['tags.matrix'](null)
    const sources = Array.from(matrix.fixedSource, (rank) => labelSources[rank] ?? null)
    expect(sources).toEqual([null, 'imported', 'human', null])
    expect(Array.from(matrix.fixedArousal)).toEqual([NaN, 0.75, -0.5, NaN])
  })
})

const readRows = (path: string): { valence: number }[] =>
  z.array(z.looseObject({ valence: z.number() })).parse(JSON.parse(readFileSync(path, 'utf8')))

describe('exported labels', () => {
  const folder = mkdtempSync(join(tmpdir(), 'circumplex-labels-'))

  it('are written as JSON on the chosen scale', async () => {
    const { handlers, library } = labelledHandlers()
    addFile(library, 1, 'audio/song 1.wav')
    const path = join(folder, 'labels.json')
    expect(await handlers['labels.export']({ path, format: 'json', scale: '-1-1' })).toEqual({ path, labels: 4 })
    const [first] = readRows(path)
    expect(first).toMatchObject({
      externalId: 'song-1',
      title: 'Track 1',
      artist: 'Artist 1',
      path: join(library.directory, 'audio', 'song 1.wav'),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/u),
      source: 'tags',
      version: 1,
      scale: '−1…1',
      licence: 'CC0-1.0',
    })
    await handlers['labels.export']({ path, format: 'json', scale: '1-9' })
    expect(readRows(path)[0]?.valence).toBeCloseTo(5 + 4 * (first?.valence ?? NaN), 12)
  })

  it('are written as CSV whose text no spreadsheet runs, for the tracks of a filter', async () => {
    const { handlers, library } = labelledHandlers()
    library.database.exec(`UPDATE tracks SET title = '=HYPERLINK("x")' WHERE id = 2`)
    const path = join(folder, 'labels.csv')
    await handlers['labels.export']({ path, format: 'csv', scale: '0-1', filter: { trackIds: [2] } })
    const [row, ...others] = parse<Record<string, string>>(readFileSync(path, 'utf8'), { columns: true })
    expect(others).toEqual([])
    expect(row).toMatchObject({ externalId: 'song-2', title: `'=HYPERLINK("x")`, scale: '0…1' })
    expect(Number(row?.['valence'])).toBeGreaterThan(0)
  })

  it('leave nothing behind when they cannot be written', () => {
    const { handlers } = labelledHandlers()
    const before = readdirSync(folder)
    expect(() => handlers['labels.export']({ path: join(folder, 'absent', 'x.csv'), format: 'csv', scale: '-1-1' })).toThrow(
      /there is no folder/,
    )
    expect(() =>
      handlers['labels.export']({ path: join(folder, 'none.csv'), format: 'csv', scale: '-1-1', filter: { trackIds: [3] } }),
    ).toThrow(/has a label/)
    expect(readdirSync(folder)).toEqual(before)
    expect(existsSync(join(folder, 'absent'))).toBe(false)
  })
})

describe('undo', () => {
  it('is announced to the window and ends where nothing is left', async () => {
    const { handlers, events } = labelledHandlers()
    const title = 'Labels derived: version 1, 4 tracks labelled, 1 without'
    expect(await handlers['undo.state'](null)).toEqual({ undo: title, redo: null })
    expect(await handlers['undo.undo'](null)).toEqual({ undo: null, redo: title, trackId: null })
    expect(events.slice(-2)).toEqual([
      { type: 'changed', topics: ['labels', 'tags', 'tracks'] },
      { type: 'undo', state: { undo: null, redo: title } },
    ])
    expect(() => handlers['undo.undo'](null)).toThrow(/nothing to undo/)
    await handlers['undo.redo'](null)
    expect(() => handlers['undo.redo'](null)).toThrow(/nothing to redo/)
  })

  it('says which track the change was about', async () => {
    const { handlers } = labelledHandlers()
    await handlers['labels.place']({ trackId: 2, excerptId: null, valence: 0, arousal: 0 })
    const excerpt = await handlers['excerpts.create']({ trackId: 3, startSeconds: 0, endSeconds: 5 })
    await handlers['excerpts.delete']({ excerptId: excerpt.id })
    const undone = [await handlers['undo.undo'](null), await handlers['undo.undo'](null), await handlers['undo.undo'](null)]
    expect(undone.map(({ trackId }) => trackId)).toEqual([3, 3, 2])
    expect(await handlers['undo.redo'](null)).toMatchObject({ trackId: 2 })
    expect(await handlers['labels.ofPeople']({ trackIds: [2, 3] })).toMatchObject([{ trackId: 2, excerptId: null, valence: 0, arousal: 0 }])
  })
})
