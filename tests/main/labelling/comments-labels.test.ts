import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { labelledFromCommentsSchema } from '@shared/contract/labels'
import { createRandom } from '@shared/domain/random'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createLabelHandlers } from '@main/labelling/label-handlers'
import { truthPoint } from '@main/sample/truth-points'
import { writeComments } from '@main/sample/write-comments'
import { checkDatabase } from '@main/store/check'
import { presentSourceLabels } from '@main/store/comments-labels'
import { datasetCandidates } from '@main/store/datasets'
import { currentLabels, labelsOfTrack } from '@main/store/labels'
import { insertRun, replaceRunPredictions } from '@main/store/runs'
import { setText } from '@main/store/texts'
import { freezeDataset } from '@main/training/datasets/freeze-dataset'
import { planOfSettings } from '@main/training/runs/describe-network'
import { testRunId } from '../../helpers/run-id'
import { createTestContext, type TestContext } from '../../helpers/service-context'

const comment = ({ library }: TestContext, trackId: number, body: string): void =>
  setText(library.database, { trackId, kind: 'comments', body, source: 'test' }, new Date(0))

function commented() {
  const test = createTestContext({ tracks: [[['happiness', 3]], [['sadness', 3]], []] })
  const handlers = createLabelHandlers(test.context)
  comment(test, 1, 'So sad. I was sad, but now I am not angry.')
  comment(test, 3, 'Happy!')
  const label = async (runId?: string) =>
    labelledFromCommentsSchema.parse(await handlers['labels.fromComments'](runId === undefined ? {} : { runId }))
  return { ...test, handlers, label }
}

const currentOf = ({ library }: TestContext) => currentLabels(library.database).map(({ trackId, source }) => [trackId, source])
const labelsFrom = ({ library }: TestContext, source: 'comments' | 'tags') => presentSourceLabels(library.database, source)

describe('labels from comments', () => {
  it('lie where the words of a track lie, negated ones left out, and count where no other label does', async () => {
    const test = commented()
    await test.handlers['labels.derive']({ scheme: publishedScheme, note: '' })
    expect(await test.label()).toMatchObject({ labelled: 2, unlabelled: 0, comparison: { tracks: 1, valence: null } })
    const sadness = labelsFrom(test, 'tags').get(2)
    expect(labelsFrom(test, 'comments').get(1)?.valence).toBeCloseTo(sadness?.valence ?? NaN, 9)
    expect(labelsFrom(test, 'comments').get(1)?.arousal).toBeCloseTo(sadness?.arousal ?? NaN, 9)
    expect(currentOf(test)).toEqual([
      [1, 'tags'],
      [2, 'tags'],
      [3, 'comments'],
    ])
    expect(checkDatabase(test.library.database)).toEqual([])
  })

  it('are added, never changed, and taken back and made again by undo and redo', async () => {
    const test = commented()
    await test.label()
    await test.label()
    expect(labelsOfTrack(test.library.database, 3)).toHaveLength(1)
    const before = labelsFrom(test, 'comments')
    comment(test, 3, 'Sad after all.')
    comment(test, 1, 'Nothing to say.')
    expect(await test.label()).toMatchObject({ labelled: 1, unlabelled: 1 })
    expect([...labelsFrom(test, 'comments').keys()]).toEqual([3])
    await test.handlers['undo.undo'](null)
    expect(labelsFrom(test, 'comments')).toEqual(before)
    await test.handlers['undo.redo'](null)
    expect([...labelsFrom(test, 'comments').keys()]).toEqual([3])
    expect(labelsOfTrack(test.library.database, 3)).toHaveLength(4)
    expect(checkDatabase(test.library.database)).toEqual([])
  })

  it('have the share in labels from tags that a scheme gives them', async () => {
    const test = commented()
    await test.label()
    const derive = async (commentsShare: number) => {
      await test.handlers['labels.derive']({
        scheme: { kind: 'weights', name: 'Mixed', weights: {}, minimumMass: 0, commentsShare },
        note: '',
      })
      return labelsFrom(test, 'tags')
    }
    const [tags, half] = [await derive(0), await derive(0.5)]
    const comments = labelsFrom(test, 'comments').get(1)
    expect(half.get(1)?.valence).toBeCloseTo(((tags.get(1)?.valence ?? NaN) + (comments?.valence ?? NaN)) / 2, 9)
    expect(half.get(2)).toEqual(tags.get(2))
  })

  it('keep the licence of their lexicon in datasets', async () => {
    const test = commented()
    await test.label()
    expect(datasetCandidates(test.library.database, {})[0]?.licence).toMatch(/Lexicon “.+” over the words of the comments; CC/)
  })

  it('follow the true points of the sample library’s pieces', async () => {
    const test = createTestContext({ tracks: Array.from({ length: 60 }, () => []) })
    const truths = Array.from({ length: 60 }, (_, index) => truthPoint(index, 1))
    for (const [index, truth] of truths.entries()) comment(test, index + 1, writeComments(truth, createRandom(index)))
    const handlers = createLabelHandlers(test.context)
    expect(await handlers['labels.fromComments']({})).toMatchObject({ labelled: 60 })
    const signs = [...labelsFrom(test, 'comments')].filter(
      ([trackId, { valence }]) => Math.sign(valence) === Math.sign(truths[trackId - 1]?.valence ?? 0),
    )
    expect(signs.length).toBeGreaterThan(45)
  })

  it('are distinguished from those of a network that did not read the track in training', async () => {
    const test = commented()
    await test.label()
    const dataset = await freezeDataset(
      test.context,
      datasetSettingsSchema.parse({ name: 'All', modalities: [], shares: { train: 0.5, validation: 0, test: 0.5 } }),
    )
    const settings = trainingSettingsSchema.parse({ modality: 'comments', folds: 2 })
    const { network } = planOfSettings(trainingSettingsSchema.parse({ modality: 'audio' }))
    const branches = network.branches.map((branch) => ({ ...branch, modality: 'comments' as const }))
    insertRun(test.library.database, {
      id: testRunId(1),
      name: 'Folds',
      datasetId: dataset.id,
      settings,
      network: { ...network, branches },
      parameters: 1,
      engine: '',
      createdAt: '2026',
    })
    await expect(test.label(testRunId(1))).rejects.toThrow('has no predictions of tracks that it did not read')
    replaceRunPredictions(test.library.database, testRunId(1), [
      { trackId: 3, split: 'fold', observedValence: 0, observedArousal: 0, valence: 1.2, arousal: -0.5 },
    ])
    expect(await test.label(testRunId(1))).toMatchObject({ labelled: 1, note: 'Out-of-fold predictions of the run “Folds”' })
    expect([...labelsFrom(test, 'comments')]).toMatchObject([[3, { valence: 1, arousal: -0.5 }]])
    insertRun(test.library.database, {
      id: testRunId(2),
      name: 'Audio',
      datasetId: dataset.id,
      settings,
      network,
      parameters: 1,
      engine: '',
      createdAt: '2026',
    })
    await expect(test.label(testRunId(2))).rejects.toThrow('reads audio, not comments alone')
  })

  it('are refused with what is lacking', async () => {
    const none = createTestContext({ tracks: [[]] })
    expect(() => createLabelHandlers(none.context)['labels.fromComments']({})).toThrow('no track has comments')
    comment(none, 1, 'Zyx wvu.')
    expect(() => createLabelHandlers(none.context)['labels.fromComments']({})).toThrow('holds none of their 2 words')
  })
})
