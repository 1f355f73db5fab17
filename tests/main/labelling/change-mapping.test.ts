import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createLabelHandlers } from '@main/labelling/label-handlers'
import { pointsOfVersion } from '@main/store/version-points'
import { readTagMapping } from '@main/store/tag-mapping'
import { setTrackTags } from '@main/store/track-tags'
import { wordsOfTrack } from '@main/store/track-details'
import { createTestContext } from '../../helpers/service-context'
import { byHand } from '../../helpers/schemes'
import type { EmotionTag } from '../../helpers/tagged-tracks'

const tracks: EmotionTag[][] = [
  [['happiness', 3]],
  [
    ['mellow', 4],
    ['sadness', 1],
  ],
  [['rainy day', 2]],
  [
    ['grief', 2],
    ['hapiness', 1],
  ],
]

function tagged() {
  const test = createTestContext({ tracks })
  const handlers = createLabelHandlers(test.context)
  const { database } = test.library
  const words = async () => Object.fromEntries((await handlers['tags.raw'](null)).map(({ tag, word }) => [tag, word]))
  const matrixWords = async () => (await handlers['tags.matrix'](null)).words.map(({ word }) => word)
  return { ...test, handlers, database, words, matrixWords }
}

const folder = mkdtempSync(join(tmpdir(), 'circumplex-mapping-'))
const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const mappingFile = { format: 'circumplex-tag-mapping', version: 1 }

describe('tags mapped by hand', () => {
  it('win over the stems at once, are undone and done again, and stay out of earlier versions', async () => {
    const { handlers, words, database, matrixWords } = tagged()
    const { version } = await handlers['labels.derive']({ scheme: publishedScheme, note: '' })
    const labelled = pointsOfVersion(database, version)
    expect(await handlers['tags.map']({ tags: ['mellow', 'rainy day'], word: 'sadness' })).toEqual({ remappedTags: 2 })
    expect(await words()).toMatchObject({ mellow: 'sadness', 'rainy day': 'sadness' })
    expect(await matrixWords()).toEqual(['grief', 'happiness', 'sadness'])
    expect(pointsOfVersion(database, version)).toEqual(labelled)
    expect(await handlers['undo.undo'](null)).toMatchObject({ redo: '2 tags mapped to sadness' })
    expect(await words()).toMatchObject({ mellow: 'calmness', 'rainy day': null })
    await handlers['undo.redo'](null)
    const next = await handlers['labels.derive']({ scheme: publishedScheme, note: '' })
    expect([labelled.has(3), pointsOfVersion(database, next.version).has(3)]).toEqual([false, true])
    expect(pointsOfVersion(database, next.version).get(2)).not.toEqual(labelled.get(2))
  })

  it('may be excluded, or left to the stems again', async () => {
    const { handlers, words } = tagged()
    await handlers['tags.map']({ tags: ['mellow'], word: null })
    expect((await words())['mellow']).toBeNull()
    expect((await handlers['tags.mapping'](null)).tags).toEqual([{ tag: 'mellow', word: null }])
    await handlers['tags.unmap']({ tags: ['mellow', 'grief'] })
    expect((await words())['mellow']).toBe('calmness')
    expect(() => handlers['tags.unmap']({ tags: ['mellow'] })).toThrow('not mapped by hand')
  })

  it('go on counting for tags that are imported later, and when stems change', async () => {
    const { handlers, words, database } = tagged()
    await handlers['tags.map']({ tags: ['mellow'], word: 'comfort' })
    const path = file('later.json', { ...mappingFile, tags: [{ tag: 'Brand New', word: 'anger' }] })
    expect(await handlers['tags.importMapping']({ path, replace: false })).toMatchObject({ remappedTags: 0, tags: 1, absentTags: 1 })
    setTrackTags(database, [{ trackId: 1, tag: 'Brand New', count: 1 }])
    await handlers['stems.set']((await handlers['stems.list'](null)).map((own) => ({ ...own, stems: [...own.stems, 'unheardof'] })))
    expect(await words()).toMatchObject({ mellow: 'comfort', 'Brand New': 'anger' })
  })

  it('must be in the library, and their word known; else nothing changes', async () => {
    const { handlers, database } = tagged()
    expect(() => handlers['tags.map']({ tags: ['grief', 'Melow'], word: 'sadness' })).toThrow(
      expect.objectContaining({ code: 'not-found', hint: expect.stringContaining('Did you mean “mellow”?') as string }),
    )
    expect(() => handlers['tags.map']({ tags: ['mellow'], word: 'saudade' })).toThrow(/“saudade”/)
    expect(readTagMapping(database)).toMatchObject({ tags: [], words: [] })
    expect(await handlers['undo.state'](null)).toEqual({ undo: null, redo: null })
  })

  it('change nothing, and leave nothing to undo, when they stand so already', async () => {
    const { handlers } = tagged()
    await handlers['tags.map']({ tags: ['mellow'], word: 'comfort' })
    await handlers['undo.undo'](null)
    await handlers['undo.redo'](null)
    expect(await handlers['tags.map']({ tags: ['mellow'], word: 'comfort' })).toEqual({ remappedTags: 0 })
    await handlers['undo.undo'](null)
    expect((await handlers['undo.state'](null)).undo).toBeNull()
  })
})

describe('words', () => {
  it('are merged, and a merge in a circle is refused', async () => {
    const { handlers, words, matrixWords } = tagged()
    expect(await handlers['tags.mergeWord']({ word: 'grief', into: 'sadness' })).toEqual({ remappedTags: 1 })
    expect(await matrixWords()).toEqual(['calmness', 'happiness', 'sadness'])
    expect(() => handlers['tags.mergeWord']({ word: 'sadness', into: 'grief' })).toThrow('grief → sadness → grief')
    expect(await words()).toMatchObject({ grief: 'sadness', sadness: 'sadness' })
    await handlers['tags.restoreWord']({ word: 'grief' })
    expect((await words())['grief']).toBe('grief')
    expect(() => handlers['tags.restoreWord']({ word: 'grief' })).toThrow('neither merged nor renamed')
  })

  it('keep coordinates and position under a name that the lexicon lacks, and get those of a name that it holds', async () => {
    const { handlers, database } = tagged()
    const before = (await handlers['tags.matrix'](null)).words
    await handlers['tags.renameWord']({ word: 'happiness', name: 'gladness' })
    const after = (await handlers['tags.matrix'](null)).words
    expect(after).toEqual(before.map((own) => (own.word === 'happiness' ? { ...own, word: 'gladness', former: 'happiness' } : own)))
    const coordinates = before.find(({ word }) => word === 'happiness')
    expect(wordsOfTrack(database, 1)).toEqual([{ ...coordinates, word: 'gladness', count: 3 }])
    database.exec("INSERT INTO lexicon_words VALUES (1, 'gladness', 0.25, 0.5)")
    expect((await handlers['tags.matrix'](null)).words).toContainEqual({
      word: 'gladness',
      valence: 0.25,
      arousal: 0.5,
      former: 'happiness',
    })
    expect(wordsOfTrack(database, 1)).toEqual([{ word: 'gladness', count: 3, valence: 0.25, arousal: 0.5 }])
  })
})

describe('a scheme', () => {
  it('goes on weighing a word that was renamed after it was committed', async () => {
    const { handlers, database } = tagged()
    const scheme = byHand({ calmness: 0.25 })
    const first = await handlers['labels.derive']({ scheme, note: '' })
    await handlers['tags.renameWord']({ word: 'calmness', name: 'serenity' })
    const second = await handlers['labels.derive']({ scheme, note: '' })
    expect(pointsOfVersion(database, second.version)).toEqual(pointsOfVersion(database, first.version))
    const third = await handlers['labels.derive']({ scheme: byHand({ serenity: 0.25 }), note: '' })
    expect(pointsOfVersion(database, third.version)).toEqual(pointsOfVersion(database, first.version))
  })

  it('goes on weighing a word by each of its names, however often it was renamed', async () => {
    const { handlers, database } = tagged()
    const names = ['calmness', 'serenity', 'peace', 'rest']
    const versions: number[] = []
    for (const [index, name] of names.entries()) {
      if (index > 0) await handlers['tags.renameWord']({ word: names[index - 1] ?? '', name })
      versions.push((await handlers['labels.derive']({ scheme: byHand({ [name]: 0.25 }), note: '' })).version)
    }
    for (const name of names) versions.push((await handlers['labels.derive']({ scheme: byHand({ [name]: 0.25 }), note: '' })).version)
    const [first, ...others] = versions.map((version) => pointsOfVersion(database, version))
    for (const points of others) expect(points).toEqual(first)
    await handlers['tags.renameWord']({ word: 'anger', name: 'serenity' })
    expect(() => handlers['labels.derive']({ scheme: byHand({ serenity: 0.25 }), note: '' })).toThrow(/not known here: serenity/)
  })
})

describe('suggestions', () => {
  it('are made for the unmapped tags of the library and may be taken as one change', async () => {
    const { handlers, words } = tagged()
    const found = await handlers['tags.suggest'](null)
    expect(found).toMatchObject([{ tag: 'hapiness', tracks: 1, count: 1, word: 'happiness', reason: 'spelling' }])
    await handlers['tags.mapEach']({ tags: found.map(({ tag, word }) => ({ tag, word })) })
    expect((await words())['hapiness']).toBe('happiness')
    expect(await handlers['tags.suggest'](null)).toEqual([])
    expect(await handlers['undo.undo'](null)).toMatchObject({ redo: 'Tag “hapiness” mapped' })
    expect((await words())['hapiness']).toBeNull()
  })
})

describe('a mapping as a file', () => {
  it('gives another library the same mapping, stems included, as one change', async () => {
    const one = tagged()
    await one.handlers['tags.map']({ tags: ['rainy day'], word: 'sadness' })
    await one.handlers['tags.map']({ tags: ['mellow'], word: null })
    await one.handlers['tags.mergeWord']({ word: 'grief', into: 'sadness' })
    await one.handlers['tags.renameWord']({ word: 'sadness', name: 'sorrow' })
    const stems = (await one.handlers['stems.list'](null)).map((own) => ({ ...own, stems: [...own.stems, `${own.word}x`] }))
    await one.handlers['stems.set'](stems)
    const path = join(folder, 'whole.json')
    expect(await one.handlers['tags.exportMapping']({ path })).toEqual({ path, tags: 2, words: 2 })
    const other = tagged()
    await other.handlers['tags.importMapping']({ path, replace: false })
    expect(readTagMapping(other.database)).toEqual(readTagMapping(one.database))
    expect(await other.words()).toEqual(await one.words())
    await other.handlers['undo.undo'](null)
    expect(await other.words()).toEqual(await tagged().words())
  })

  it('is added to what stands here and wins, or replaces it', async () => {
    const { handlers } = tagged()
    await handlers['tags.map']({ tags: ['mellow', 'grief'], word: 'comfort' })
    const path = file('part.json', { ...mappingFile, tags: [{ tag: 'mellow', word: null }] })
    await handlers['tags.importMapping']({ path, replace: false })
    expect((await handlers['tags.mapping'](null)).tags).toEqual([
      { tag: 'grief', word: 'comfort' },
      { tag: 'mellow', word: null },
    ])
    await handlers['tags.importMapping']({ path, replace: true })
    expect((await handlers['tags.mapping'](null)).tags).toEqual([{ tag: 'mellow', word: null }])
  })

  it.each([
    ['no JSON', '{', /broken\.json: This is not JSON/],
    ['another file', '{"songs": 1}', /“format” must be/],
    ['a later version', { ...mappingFile, version: 2 }, /only version 1/],
    [
      'a tag twice',
      {
        ...mappingFile,
        tags: [
          { tag: 'grief', word: null },
          { tag: 'grief', word: 'joy' },
        ],
      },
      /the tag “grief” twice/,
    ],
    ['an empty word', { ...mappingFile, tags: [{ tag: 'grief', word: ' ' }] }, /tags\.0\.word/],
    ['an unknown word', { ...mappingFile, tags: [{ tag: 'mellow', word: 'saudade' }] }, /“saudade”/],
    [
      'a cycle',
      {
        ...mappingFile,
        tags: [{ tag: 'mellow', word: null }],
        words: [
          { word: 'anger', into: 'grief', change: 'merge' },
          { word: 'grief', into: 'anger', change: 'merge' },
        ],
      },
      /broken\.json: .*anger → grief → anger/,
    ],
  ])('with %s is refused as a whole', async (_, content, message) => {
    const { handlers, database } = tagged()
    await handlers['tags.map']({ tags: ['mellow'], word: 'comfort' })
    const before = readTagMapping(database)
    const path = file('broken.json', content)
    expect(() => handlers['tags.importMapping']({ path, replace: false })).toThrow(
      expect.objectContaining({ code: 'file-invalid', message: expect.stringMatching(message) as string }),
    )
    expect(readTagMapping(database)).toEqual(before)
    expect((await handlers['undo.state'](null)).undo).toBe('Tag “mellow” mapped to comfort')
  })

  it('keeps odd tags as they are', async () => {
    const { handlers, database } = tagged()
    const odd = ['__proto__', ' spaced ', '“quoted”\n', '恋', "'; DROP TABLE tags"]
    setTrackTags(
      database,
      odd.map((tag) => ({ trackId: 1, tag, count: 1 })),
    )
    await handlers['tags.map']({ tags: odd, word: 'happiness' })
    const path = join(folder, 'odd.json')
    await handlers['tags.exportMapping']({ path })
    expect(readFileSync(path, 'utf8')).toContain('__proto__')
    const other = tagged()
    await other.handlers['tags.importMapping']({ path, replace: false })
    expect(readTagMapping(other.database)).toEqual(readTagMapping(database))
  })
})
