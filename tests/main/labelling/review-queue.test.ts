import { describe, expect, it } from 'vitest'
import type { HandlerArgument } from '@shared/contract/channels'
import { queueChannels } from '@shared/contract/review-queue'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createLabelHandlers } from '@main/labelling/label-handlers'
import type { Library } from '@main/store/library'
import { createTestContext } from '../../helpers/service-context'
import type { EmotionTag } from '../../helpers/tagged-tracks'
import { addFile, addLabel } from '../../helpers/track'

const tracks: EmotionTag[][] = [
  [['happiness', 3]],
  [
    ['excitement', 1],
    ['depression', 1],
  ],
  [['rock', 1]],
  [
    ['depression', 9],
    ['excitement', 12],
  ],
  [
    ['excitement', 20],
    ['confidence', 20],
  ],
]

function queueOf(given: EmotionTag[][] = tracks) {
  const test = createTestContext({ tracks: given })
  const handlers = createLabelHandlers(test.context)
  void handlers['labels.derive']({ scheme: publishedScheme, note: '' })
  const list = async (request: Partial<HandlerArgument<'queue.list'>> = {}) =>
    queueChannels['queue.list'].result.parse(
      await handlers['queue.list']({ trackIds: null, order: 'unreliability', filter: {}, offset: 0, limit: 100, ...request }),
    )
  return { ...test, handlers, list }
}

function addPredictions(library: Library, predictions: readonly (readonly [trackId: number, valence: number, arousal: number])[]): void {
  library.database.exec(`
    INSERT INTO models (id, name, path, sha256, modality, card, created_at) VALUES (1, 'First model', 'm', 's', 'audio', '', '');
    INSERT INTO prediction_sets (id, model_id, folders, state, created_at) VALUES (1, 1, '[]', 'done', '')`)
  const insert = library.database.prepare(
    `INSERT INTO predictions (set_id, path, track_id, valence, arousal, start_seconds, duration_seconds, trained_on)
     VALUES (1, ?, ?, ?, ?, 0, 60, 0)`,
  )
  for (const [trackId, valence, arousal] of predictions) insert.run(`p${trackId}`, trackId, valence, arousal)
}

describe('the review queue', () => {
  it('takes votes for a contradiction only where each side has several, and shows them', async () => {
    const { list } = queueOf()
    const { entries } = await list()
    const reasonsOf = (id: number) => entries.find(({ trackId }) => trackId === id)?.parts.map(({ reason }) => reason)
    expect(entries.find(({ trackId }) => trackId === 4)).toMatchObject({
      reason: 'tags-disagree',
      detail: 'excitement ×12 against depression ×9',
    })
    expect(reasonsOf(2)).toEqual(['few-votes'])
    expect(reasonsOf(1)).toEqual(['few-votes'])
    expect(reasonsOf(3)).toEqual(['unlabelled'])
    expect(reasonsOf(5)).toBeUndefined()
  })

  it('puts tracks that a person labelled last', async () => {
    const { list, handlers } = queueOf()
    await handlers['labels.place']({ trackId: 4, excerptId: null, valence: 0.5, arousal: 0 })
    const { entries, reviewed } = await list()
    expect(entries.map((entry) => entry.reviewed)).toEqual([...entries.slice(1).map(() => false), true])
    expect(entries.at(-1)?.trackId).toBe(4)
    expect(reviewed).toBe(1)
  })

  it('says what a model predicts that was not trained on the track, and what the order rests on', async () => {
    const { list, library } = queueOf()
    expect((await list()).note).toMatch(/^No network predicts/)
    addPredictions(library, [[5, -0.9, -0.9]])
    const { entries, note } = await list()
    expect(entries[0]).toMatchObject({ trackId: 5, reason: 'prediction-disagrees' })
    expect(entries[0]?.detail).toMatch(/^First model predicts 1\.\d\d less (valence|arousal), 1\.\d\d less/)
    expect(note).toContain('1 of 5 tracks')
  })

  it('finds recordings that are labelled apart', async () => {
    const { list, library } = queueOf()
    library.database.exec(`UPDATE tracks SET title = 'Café (Live)', artist = 'Band' WHERE id = 1`)
    library.database.exec(`UPDATE tracks SET title = 'cafe', artist = 'BAND' WHERE id = 5`)
    addLabel(library, 1, -0.9, -0.5, 'imported')
    const { entries } = await list({ filter: { reasons: ['duplicates-disagree'] } })
    expect(entries.map(({ trackId }) => trackId).sort()).toEqual([1, 5])
    expect(entries[0]?.parts.find(({ reason }) => reason === 'duplicates-disagree')?.text).toContain('the same recording as track')
  })

  it('holds chosen tracks in their order, whatever speaks for them; those that are gone are left out', async () => {
    const { list } = queueOf()
    const { entries } = await list({ trackIds: [5, 4, 99] })
    expect(entries).toMatchObject([
      { trackId: 5, title: 'Track 5', artist: 'Artist 5', reason: 'chosen', detail: 'chosen by hand' },
      { trackId: 4, reason: 'chosen', detail: 'excitement ×12 against depression ×9' },
    ])
  })

  it('filters by reason, quadrant, word, and audio, and counts the tracks of each reason', async () => {
    const { list, library } = queueOf()
    addFile(library, 4, '/music/4.wav')
    const idsOf = async (filter: HandlerArgument<'queue.list'>['filter']) =>
      (await list({ filter })).entries.map(({ trackId }) => trackId).sort()
    expect((await list()).counts).toMatchObject({ 'few-votes': 2, unlabelled: 1, 'tags-disagree': 1 })
    expect(await idsOf({ reasons: ['unlabelled'] })).toEqual([3])
    expect(await idsOf({ word: 'excitement' })).toEqual([2, 4])
    expect(await idsOf({ hasAudio: true })).toEqual([4])
    expect(await idsOf({ quadrants: [1], word: 'happiness' })).toEqual([1])
  })

  it('goes on in the order of its first page, though labels changed meanwhile', async () => {
    const { list, handlers } = queueOf()
    const first = await list({ limit: 2 })
    await handlers['labels.place']({ trackId: first.entries[0]?.trackId ?? 0, excerptId: null, valence: 0, arousal: 0 })
    const second = await list({ limit: 2, offset: 2, snapshot: first.snapshot })
    const ids = [...first.entries, ...second.entries].map(({ trackId }) => trackId)
    expect(new Set(ids).size).toBe(4)
    expect(first.total).toBe(4)
    expect((await list({ limit: 2, snapshot: -1 })).entries[0]?.trackId).not.toBe(ids[0])
  })

  it('lets the library weigh its reasons', async () => {
    const { list, handlers } = queueOf()
    await handlers['queue.setWeights']({ 'few-votes': 0, 'neutralising-words': 0, 'tags-disagree': 0.5 })
    expect(await handlers['queue.weights'](null)).toEqual({ 'few-votes': 0, 'neutralising-words': 0, 'tags-disagree': 0.5 })
    const { entries } = await list()
    expect(entries.map(({ trackId }) => trackId)).toEqual([3, 4])
    expect(() => queueChannels['queue.setWeights'].argument.parse({ 'few-votes': 3 })).toThrow()
  })

  it('chooses tracks that teach different words first when the most useful are wanted', async () => {
    const { list, handlers } = queueOf([
      [['happiness', 30]],
      [['happiness', 30]],
      [['sadness', 30]],
      [
        ['sadness', 30],
        ['happiness', 1],
      ],
    ])
    await handlers['labels.place']({ trackId: 1, excerptId: null, valence: 0.9, arousal: 0.3 })
    const { entries } = await list({ order: 'usefulness' })
    expect(entries.map(({ trackId }) => trackId)).toEqual([3, 2, 4, 1])
  })
})
