import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StartedJob } from '@shared/contract/jobs'
import { type LearntFromPeople, learntSchema } from '@shared/contract/learning'
import { createRandom } from '@shared/domain/random'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createCheckedSet } from '@main/labelling/checked-sets'
import { createExcerpt } from '@main/labelling/change-excerpts'
import { deriveLabels } from '@main/labelling/derive-labels'
import { createLearningHandlers } from '@main/labelling/learn-scheme'
import { learnScheme } from '../../helpers/learn-scheme'
import { placeLabel } from '@main/labelling/place-label'
import { checkedTrackIds } from '@main/store/checked-sets'
import { labelsToLearnFrom } from '@main/store/labels-to-learn'
import { pointsOfVersion } from '@main/store/version-points'
import { byHand } from '../../helpers/schemes'
import { addLabel } from '../../helpers/track'
import { type SampleLabels, sampleLabels } from '../../helpers/sample-labels'

const settings = { seed: 1, movesCoordinates: false }
const near = (value: number, random: { normal(): number }): number => Math.max(-1, Math.min(1, value + 0.12 * random.normal()))

/** Labels tracks as people who hear them with a spread of .12 do. */
function labelByEar(test: SampleLabels, trackIds: readonly number[], source: 'human' | 'imported' = 'human'): void {
  const random = createRandom(3)
  for (const trackId of trackIds) {
    const { valence, arousal } = test.truth.get(trackId) ?? { valence: 0, arousal: 0 }
    addLabel(test.library, trackId, near(valence, random), near(arousal, random), source)
  }
}

const firstTracks = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
const weightOf = (learnt: LearntFromPeople, word: string) => learnt.words.find((row) => row.word === word)

describe('learning from people', () => {
  it('finds that calmness is worth less than the average word, with an interval and the tracks that say so', async () => {
    const test = sampleLabels(96, 4)
    labelByEar(test, firstTracks(60))
    const learnt = await learnScheme(test.context, settings)
    const calmness = weightOf(learnt, 'calmness')
    expect(calmness?.weight).toBeLessThan(0.7)
    expect(calmness?.high).toBeLessThan(1)
    expect(calmness?.arguing.length).toBeGreaterThan(0)
    for (const { weight, low, high, isLearnt, prior } of learnt.words) {
      expect(low).toBeLessThanOrEqual(high)
      expect(weight).toBeGreaterThan(0)
      if (!isLearnt)
        expect(weight / prior).toBeCloseTo(
          (learnt.words.find((row) => !row.isLearnt)?.weight ?? 0) / (learnt.words.find((row) => !row.isLearnt)?.prior ?? 1),
          9,
        )
    }
    expect(learntSchema.parse(structuredClone(learnt))).toEqual(learnt)
    expect(await learnScheme(test.context, settings)).toEqual(learnt)
  })

  it('moves coordinates within limits where that is wanted', async () => {
    const test = sampleLabels(96, 4)
    labelByEar(test, firstTracks(60))
    const moved = await learnScheme(test.context, { ...settings, movesCoordinates: true })
    const lexicon = new Map((await learnScheme(test.context, settings)).words.map(({ word, valence }) => [word, valence]))
    const moves = moved.words.map(({ word, valence }) => Math.abs(valence - (lexicon.get(word) ?? NaN)))
    expect(moved.scheme.kind === 'learnt' && Object.keys(moved.scheme.coordinates ?? {})).toHaveLength(moves.length)
    expect(Math.max(...moves)).toBeGreaterThan(0.01)
    expect(Math.max(...moves)).toBeLessThanOrEqual(0.3 + 1e-9)
  })

  it('reads labels of whole tracks by people and imported ones, no others', async () => {
    const test = sampleLabels(96, 4)
    labelByEar(test, firstTracks(20))
    labelByEar(test, [21, 22], 'imported')
    const { id } = createExcerpt(test.context, 23, { startSeconds: 0, endSeconds: 5 })
    placeLabel(test.context, { trackId: 23, excerptId: id }, { valence: 0, arousal: 0 }, '')
    const { scheme } = await learnScheme(test.context, settings)
    expect(scheme.kind === 'learnt' && scheme.fit.trackIds).toEqual(firstTracks(22))
  })

  it('says that there are not enough labels to tell, and refuses to learn from next to none', async () => {
    const test = sampleLabels(96, 4)
    labelByEar(test, firstTracks(9))
    expect(() => learnScheme(test.context, settings)).toThrow(/9 tracks outside of checked sets have a label/)
    labelByEar(test, [10, 11])
    const { heldOut, sentence } = await learnScheme(test.context, settings)
    expect(heldOut.enough).toBe(false)
    expect(sentence).toMatch(/^Not enough labels to tell/)
  })

  it('never reads a track of a checked set, whatever is drawn and labelled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: 40 }), fc.integer({ min: 1, max: 1000 }), async (size, seed) => {
        const test = sampleLabels(60, 4)
        createCheckedSet(test.context, { name: 'Judge', size, stratify: 'none', seed })
        labelByEar(test, firstTracks(60))
        const checked = checkedTrackIds(test.library.database)
        const { scheme } = await learnScheme(test.context, settings)
        expect(checked.size).toBe(size)
        expect(scheme.kind === 'learnt' && scheme.fit.trackIds.filter((trackId) => checked.has(trackId))).toEqual([])
        test.library.close()
      }),
      { numRuns: 4 },
    )
  })

  it('states the gain against the version in use too, and says when that version has read the tracks', async () => {
    const test = sampleLabels(96, 4)
    labelByEar(test, firstTracks(50))
    deriveLabels(test.context, publishedScheme, '')
    expect((await learnScheme(test.context, settings)).heldOut.inUse).toBeNull()
    deriveLabels(test.context, byHand({ calmness: 0 }), '')
    const { heldOut, scheme, sentence } = await learnScheme(test.context, settings)
    const labels = labelsToLearnFrom(test.library.database)
    const points = pointsOfVersion(test.library.database, 2)
    const errors = firstTracks(50).flatMap((id) => {
      const [label, point] = [labels.get(id), points.get(id)]
      return label && point ? [(Math.abs(label.valence - point.valence) + Math.abs(label.arousal - point.arousal)) / 2] : []
    })
    expect(heldOut.inUse).toMatchObject({ tracks: errors.length })
    expect(heldOut.inUse?.before).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / errors.length, 9)
    expect(heldOut.inUse?.before).toBeLessThan(heldOut.before)
    expect(sentence).toMatch(/by the published formula.*\. Version 2 in use, “By hand”: 0\.\d{3}; gain/u)
    deriveLabels(test.context, scheme, '')
    expect((await learnScheme(test.context, settings)).sentence).toMatch(/Version 3 in use, .* learnt from these tracks/u)
  })
})

describe('learning as a job', () => {
  const start = (test: SampleLabels) => {
    labelByEar(test, firstTracks(20))
    const started = createLearningHandlers(test.context)['schemes.learn']({ movesCoordinates: false, seed: 1 })
    return started as StartedJob
  }

  it('reports progress to its end, and its value is what was learnt', async () => {
    const test = sampleLabels(96, 4)
    const job = await test.context.jobs.whenFinished(start(test).jobId)
    expect(job).toMatchObject({ kind: 'learning', state: 'done', done: job?.total })
    expect(learntSchema.parse(job?.value)).toEqual(await learnScheme(test.context, settings))
    expect(test.events.filter((event) => event.type === 'job').length).toBeGreaterThan(50)
  })

  it('ends soon after it is cancelled, and changes nothing', async () => {
    const test = sampleLabels(96, 4)
    const { jobId } = start(test)
    test.context.jobs.cancel(jobId)
    expect(await test.context.jobs.whenFinished(jobId)).toMatchObject({ state: 'cancelled', value: null })
    expect(test.events.filter((event) => event.type === 'job').length).toBeLessThan(10)
  })
})
