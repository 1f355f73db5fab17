import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/datasets'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createCheckedSet, deleteSet, freezeSet } from '@main/labelling/checked-sets'
import { compareLabels } from '@main/labelling/compare-labels'
import { deriveLabels } from '@main/labelling/derive-labels'
import { placeLabel } from '@main/labelling/place-label'
import { checkedTrackIds, checkedTrackIdsOf, listCheckedSets } from '@main/store/checked-sets'
import { currentLabels } from '@main/store/labels'
import { freezeDataset } from '@main/training/datasets/freeze-dataset'
import { byHand } from '../../helpers/schemes'
import { type SampleLabels, sampleLabels } from '../../helpers/sample-labels'

const wanted = { name: 'By ear', size: 24, stratify: 'quadrant', seed: 7 } as const

/** A library with two versions: the published formula, and without calmness. */
function derived(count = 96, options: { silent?: number } = {}): SampleLabels {
  const test = sampleLabels(count, 4, options)
  deriveLabels(test.context, publishedScheme, '')
  deriveLabels(test.context, byHand({ calmness: 0 }), '')
  return test
}

/** Labels every track of a set as it is in truth. */
function labelByTruth({ context, library, truth }: SampleLabels, setId: number): void {
  for (const trackId of checkedTrackIdsOf(library.database, setId))
    placeLabel(context, { trackId, excerptId: null }, truth.get(trackId) ?? { valence: 0, arousal: 0 }, '')
}

describe('a checked set', () => {
  it('is drawn alike from each quadrant, and its tracks are known to all who must leave them out', () => {
    const test = derived()
    const { set, notes } = createCheckedSet(test.context, wanted)
    expect([set.tracks, set.labelled, set.withAudio, notes]).toEqual([24, 0, 24, []])
    const drawn = checkedTrackIds(test.library.database)
    const inSet = currentLabels(test.library.database).filter(({ trackId }) => drawn.has(trackId))
    const counts = [1, 2, 3, 4].map((quadrant) => inSet.filter((row) => quadrantOfRow(row) === quadrant).length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })

  it('takes tracks without audio, or labelled before, only where it must, and says so', () => {
    const test = derived(20, { silent: 12 })
    placeLabel(test.context, { trackId: 20, excerptId: null }, { valence: 0, arousal: 0 }, '')
    const { set, notes } = createCheckedSet(test.context, { ...wanted, size: 12, stratify: 'none' })
    expect([set.tracks, set.withAudio]).toEqual([12, 8])
    expect(notes).toEqual([
      '4 of its tracks have no audio: no more tracks with audio are there. They cannot be labelled by ear.',
      '1 of its tracks were labelled by people before: label them again, blind.',
    ])
  })

  it('is frozen with the labels of that time', () => {
    const test = derived()
    const { set } = createCheckedSet(test.context, wanted)
    expect(() => freezeSet(test.context, set.id)).toThrow(/people have labelled 0; 10 or more/)
    labelByTruth(test, set.id)
    expect(freezeSet(test.context, set.id).labelled).toBe(24)
    const before = compareLabels(test.context, [1, 2], { kind: 'checked', setId: set.id }, 1)
    const [first] = checkedTrackIdsOf(test.library.database, set.id)
    placeLabel(test.context, { trackId: first ?? 0, excerptId: null }, { valence: -1, arousal: -1 }, '')
    expect(compareLabels(test.context, [1, 2], { kind: 'checked', setId: set.id }, 1)).toEqual(before)
    expect(() => freezeSet(test.context, set.id)).toThrow(/frozen already/)
  })

  it('cannot be drawn twice by one name, nor from too few tracks; two sets share no track', () => {
    const test = derived()
    const { set } = createCheckedSet(test.context, wanted)
    expect(() => createCheckedSet(test.context, wanted)).toThrow(/named “By ear” already/)
    const { set: other } = createCheckedSet(test.context, { ...wanted, name: 'Other' })
    const own = new Set(checkedTrackIdsOf(test.library.database, set.id))
    expect(checkedTrackIdsOf(test.library.database, other.id).some((trackId) => own.has(trackId))).toBe(false)
    deleteSet(test.context, other.id)
    expect(listCheckedSets(test.library.database).map(({ name }) => name)).toEqual(['By ear'])
    expect(() => createCheckedSet(derived(9).context, { ...wanted, stratify: 'none' })).toThrow(/Only 9 tracks can be drawn/)
  })
})

function quadrantOfRow({ valence, arousal }: { valence: number; arousal: number }): number {
  if (arousal >= 0) return valence >= 0 ? 1 : 2
  return valence >= 0 ? 4 : 3
}

describe('versions compared', () => {
  it('with the sample library’s truth: without calmness the labels are closer, as the trials found', () => {
    const { rows, judge, notes } = compareLabels(derived().context, [1, 2], { kind: 'truth' }, 1)
    expect(judge).toMatch(/sample library \(synthetic\)/)
    expect(notes).toEqual(['1 track is left out: not every version labels them.'])
    expect(rows.map(({ version, tracks }) => [version, tracks])).toEqual([
      [1, 95],
      [2, 95],
    ])
    expect(rows[0]?.error.value).toBeCloseTo(0.22, 2)
    expect(rows[1]?.error.value).toBeCloseTo(0.181, 2)
    expect(rows[1]?.conclusion).toMatch(/^Version 2 is closer to what people hear than version 1/)
  })

  it('leave out the tracks from which a scheme was learnt', () => {
    const test = derived()
    deriveLabels(
      test.context,
      {
        ...byHand({}, {}, 'Learnt'),
        kind: 'learnt',
        learntWeights: { calmness: 0.3 },
        coordinates: null,
        fit: { tracks: 3, strength: 1, seed: 1, trackIds: [1, 2, 3] },
      },
      '',
    )
    const { rows, notes } = compareLabels(test.context, [1, 3], { kind: 'truth' }, 1)
    expect(rows.map(({ tracks, judgedInFit }) => [tracks, judgedInFit])).toEqual([
      [93, 0],
      [93, 0],
    ])
    expect(notes).toEqual(['3 tracks are left out: a scheme was learnt from what people said of them.'])
  })

  it('count judging tracks that train networks on their labels: those of datasets frozen before the set was drawn, no others', async () => {
    const test = derived()
    const freeze = (name: string) => freezeDataset(test.context, datasetSettingsSchema.parse({ name }))
    await freeze('before')
    const { set } = createCheckedSet(test.context, wanted)
    labelByTruth(test, set.id)
    const compare = () => compareLabels(test.context, [1, 2], { kind: 'checked', setId: set.id }, 1)
    const [first, second] = compare().rows
    expect([first?.judgedInTraining, first?.judgedInFit, second?.judgedInFit]).toEqual([0, 0, 0])
    expect(second?.judgedInTraining).toBeGreaterThan(10)
    expect(compare().notes.at(-1)).toMatch(/tracks are in datasets that were frozen with version 2 before the checked set was drawn/u)
    test.library.database.exec('DELETE FROM datasets')
    await freeze('after')
    expect(compare().rows.map(({ judgedInTraining }) => judgedInTraining)).toEqual([0, 0])
    expect(compareLabels(test.context, [1, 2], { kind: 'truth' }, 1).rows[0]?.judgedInTraining).toBeNull()
  })

  it.each([
    ['an unknown version', [1, 9], { kind: 'truth' }, /no label version 9/],
    ['an unknown set', [1], { kind: 'checked', setId: 4 }, /no checked set 4/],
  ] as const)('fail for %s', (_, versions, judge, message) => {
    expect(() => compareLabels(derived().context, [...versions], judge, 1)).toThrow(message)
  })

  it('fail where nobody has labelled a track, and where there are no true coordinates', () => {
    const test = derived()
    const { set } = createCheckedSet(test.context, wanted)
    expect(() => compareLabels(test.context, [1], { kind: 'checked', setId: set.id }, 1)).toThrow(/Nobody has labelled a track/)
    const other = { ...test.library, directory: '/nowhere' }
    expect(() => compareLabels({ ...test.context, library: () => other }, [1], { kind: 'truth' }, 1)).toThrow(/no true coordinates/)
  })
})
