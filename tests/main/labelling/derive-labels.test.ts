import { beforeAll, describe, expect, it } from 'vitest'
import { publishedScheme } from '@shared/domain/schemes/published'
import { quadrantCounts } from '@shared/domain/label-preview'
import { wordStatistics } from '@shared/domain/tag-statistics'
import { deriveWeighted } from '../../helpers/schemes'
import { activateVersion, deriveLabels } from '@main/labelling/derive-labels'
import { placeLabel } from '@main/labelling/place-label'
import { readTagMatrix } from '@main/labelling/tag-matrix'
import { undoStackOf } from '@main/undo-of-library'
import { checkDatabase } from '@main/store/check'
import { listLabelVersions } from '@main/store/label-versions'
import { currentLabels, insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { activateLexicon, insertLexicon } from '@main/store/lexicons'
import { createTestContext, type TestContext } from '../../helpers/service-context'
import { hasReferenceAnnotations, impliedCoordinates, type ReferenceSong, referenceSongs } from '../../helpers/reference-annotations'

const happy: readonly [string, number][] = [['happiness', 3]]
const mixed: readonly [string, number][] = [
  ['happiness', 3],
  ['sadness', 1],
  ['rock', 90],
]

function labelsByTrack({ library }: TestContext): Map<number, { valence: number; source: string }> {
  return new Map(currentLabels(library.database).map((row) => [row.trackId, row]))
}

describe('derived labels', () => {
  it('follow the published formula, leave tracks without emotion words alone and say so', () => {
    const test = createTestContext({ tracks: [happy, mixed, [['rock', 5]]] })
    expect(deriveLabels(test.context, publishedScheme, 'first')).toEqual({ version: 1, labelled: 2, unlabelled: 1 })
    const matrix = readTagMatrix(test.library.database)
    const valenceOf = (name: string): number => matrix.words.find(({ word }) => word === name)?.valence ?? NaN
    const labels = labelsByTrack(test)
    expect(labels.get(2)?.valence).toBeCloseTo((3 * valenceOf('happiness') + valenceOf('sadness')) / 4, 12)
    expect(labels.has(3)).toBe(false)
    expect(checkDatabase(test.library.database)).toEqual([])
  })

  it('give way to human and imported labels, whichever came last', () => {
    const test = createTestContext({ tracks: [happy, mixed] })
    const { database } = test.library
    placeLabel(test.context, { trackId: 1, excerptId: null }, { valence: -0.5, arousal: 0.5 }, '')
    insertLabel(database, {
      trackId: 2,
      excerptId: null,
      valence: 0.1,
      arousal: 0.2,
      source: 'imported',
      author: '',
      note: '',
      createdAt: '2026',
    })
    insertLabel(database, {
      trackId: 1,
      excerptId: null,
      valence: 0.1,
      arousal: 0.2,
      source: 'imported',
      author: '',
      note: '',
      createdAt: '2026',
    })
    refreshCurrentLabels(database, 'all')
    deriveLabels(test.context, publishedScheme, '')
    expect(labelsByTrack(test).get(1)).toMatchObject({ valence: -0.5, source: 'human' })
    expect(labelsByTrack(test).get(2)).toMatchObject({ valence: 0.1, source: 'imported' })
    expect(checkDatabase(database)).toEqual([])
  })

  it('come in versions that can be chosen, undone and made again without losing any', () => {
    const test = createTestContext({ tracks: [happy, mixed] })
    const stack = undoStackOf(test.library)
    deriveLabels(test.context, publishedScheme, 'published')
    const published = labelsByTrack(test).get(2)?.valence
    deriveLabels(
      test.context,
      { kind: 'weights', name: 'No sadness', weights: { sadness: 0 }, minimumMass: 0, commentsShare: 0 },
      'without sadness',
    )
    const without = labelsByTrack(test).get(2)?.valence
    expect(without).not.toBe(published)
    stack.undo()
    expect(labelsByTrack(test).get(2)?.valence).toBe(published)
    stack.undo()
    expect(labelsByTrack(test).size).toBe(0)
    stack.redo()
    stack.redo()
    expect(labelsByTrack(test).get(2)?.valence).toBe(without)
    expect(activateVersion(test.context, 1)).toMatchObject({
      id: 1,
      active: true,
      note: 'published',
      quadrants: [2, 0, 0, 0],
      labelled: 2,
      author: 'tester',
    })
    expect(labelsByTrack(test).get(2)?.valence).toBe(published)
    expect(listLabelVersions(test.library.database).map(({ id, active }) => [id, active])).toEqual([
      [2, false],
      [1, true],
    ])
    expect(test.events.at(-1)).toEqual({ type: 'undo', state: { undo: expect.stringMatching(/^Label version \d+ chosen$/), redo: null } })
  })

  it('carry the licence of the lexicon they were derived with', () => {
    const test = createTestContext({ tracks: [happy] })
    deriveLabels(test.context, publishedScheme, '')
    insertLexicon(test.library.database, {
      name: 'Mine',
      source: 'me',
      licence: 'ask me',
      words: [{ word: 'happiness', valence: 0, arousal: 0 }],
      createdAt: '2026',
    })
    activateLexicon(test.library.database, 'Mine')
    deriveLabels(test.context, publishedScheme, '')
    expect(listLabelVersions(test.library.database).map(({ lexicon, licence }) => [lexicon, licence])).toEqual([
      ['Mine', 'ask me'],
      ['Circumplex 27', 'CC0-1.0'],
    ])
  })

  it('refuse weights of unknown words, and a library in which nothing would be labelled', () => {
    const test = createTestContext({ tracks: [[['rock', 5]]] })
    expect(() =>
      deriveLabels(test.context, { kind: 'weights', name: 'x', weights: { happyness: 0 }, minimumMass: 0, commentsShare: 0 }, ''),
    ).toThrow(/happyness/)
    expect(() => deriveLabels(test.context, publishedScheme, '')).toThrow(/no track has a tag/i)
    expect(listLabelVersions(test.library.database)).toEqual([])
  })
})

describe.runIf(hasReferenceAnnotations)('the reference annotations', () => {
  let songs: ReferenceSong[]
  beforeAll(() => {
    songs = referenceSongs()
  })

  function referenceLibrary(): TestContext {
    const test = createTestContext({ tracks: songs.map(({ tags }) => tags) })
    insertLexicon(test.library.database, {
      name: 'Implied',
      source: 'reference',
      licence: 'research',
      words: [...impliedCoordinates(songs).values()],
      createdAt: '2026',
    })
    activateLexicon(test.library.database, 'Implied')
    return test
  }

  it('imply coordinates for all 27 words, from which all 9,654 labels come out equal within 1e-9', () => {
    const test = referenceLibrary()
    expect(deriveLabels(test.context, publishedScheme, '')).toMatchObject({ labelled: 9654, unlabelled: 0 })
    const derived = currentLabels(test.library.database)
    const errors = derived.map(({ valence, arousal }, row) =>
      Math.max(Math.abs(valence - (songs[row]?.valence ?? NaN)), Math.abs(arousal - (songs[row]?.arousal ?? NaN))),
    )
    expect(errors).toHaveLength(9654)
    expect(Math.max(...errors)).toBeLessThan(1e-9)
    expect(listLabelVersions(test.library.database)[0]?.quadrants).toEqual([2742, 942, 2575, 3395])
  })

  it('show what the study found about calmness', () => {
    const matrix = readTagMatrix(referenceLibrary().library.database)
    expect(matrix.words).toHaveLength(27)
    expect(quadrantCounts(deriveWeighted(matrix, {}))).toEqual([2742, 942, 2575, 3395])
    const statistics = wordStatistics(matrix)
    const calmness = statistics.find(({ word }) => word === 'calmness')
    expect(calmness).toMatchObject({ tracks: 5320, tracksWithOthers: 5013, flips: 2209, alone: 5320 - 5013 })
    expect(calmness?.massShare).toBeCloseTo(0.27, 2)
    expect(statistics.reduce((sum, { alone }) => sum + alone, 0)).toBe(1549)
  })
})
