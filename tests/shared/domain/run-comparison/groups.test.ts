import { describe, expect, it } from 'vitest'
import { annotatorAgreement } from '@shared/domain/run-comparison/annotators'
import { calibrationOf } from '@shared/domain/run-comparison/calibration'
import { errorGroups, errorOfGroup } from '@shared/domain/run-comparison/error-groups'
import { quadrantConfusion, residualMap } from '@shared/domain/run-comparison/on-plane'
import { flatSettings, seedlessKey, settingDifferences } from '@shared/domain/run-comparison/setting-differences'

const tracks = [
  { trackId: 1, valence: 0.5, arousal: 0.5, group: '1' },
  { trackId: 2, valence: -0.5, arousal: 0.5, group: '2' },
  { trackId: 3, valence: -0.5, arousal: 0.6, group: '3' },
  { trackId: 4, valence: 0.2, arousal: null, group: '4' },
]
const shifted = tracks.map(({ valence, arousal }) => ({ valence: valence + 0.1, arousal: (arousal ?? 0) - 0.2 }))
const same = tracks.map(({ valence, arousal }) => ({ valence, arousal: arousal ?? 0 }))

describe('errors by group', () => {
  const traits = [
    { tags: ['happy', 'rock'], source: 'people', durationSeconds: 61 },
    { tags: ['rock', 'rock'], source: 'tags', durationSeconds: 200 },
    { tags: ['rock'], source: 'tags', durationSeconds: 125 },
    { tags: ['sad'], source: '', durationSeconds: null },
  ]
  const groups = errorGroups(tracks, traits)

  it('go by quadrant, by tags with enough tracks, by source, by length', () => {
    expect(groups.map(({ grouping, name, rows }) => [grouping, name, [...rows]])).toEqual([
      ['quadrant', 'Q1', [0]],
      ['quadrant', 'Q2', [1, 2]],
      ['tag', 'rock', [0, 1, 2]],
      ['source', 'people', [0]],
      ['source', 'tags', [1, 2]],
      ['length', '1:01', [0]],
      ['length', '2:05', [2]],
      ['length', '3:20', [1]],
    ])
  })

  it('have a bias with its sign; of several seeds the mean, which counts a track once', () => {
    const rows = { grouping: 'tag' as const, name: 'all', rows: [0, 1, 2, 3] }
    const one = errorOfGroup(tracks, { members: [shifted] }, rows)
    expect(one.valence?.mae).toBeCloseTo(0.1, 12)
    expect(one.valence?.tracks).toBe(4)
    expect(one.arousal).toMatchObject({ tracks: 3 })
    expect(one.arousal?.bias).toBeCloseTo(-0.2, 12)
    const two = errorOfGroup(tracks, { members: [shifted, same] }, rows)
    expect(two.valence).toMatchObject({ tracks: 4 })
    expect(two.valence?.mae).toBeCloseTo(0.05, 12)
    expect(errorOfGroup(tracks, { members: [same] }, { ...rows, rows: [3] }).arousal).toBeNull()
  })
})

describe('on the plane', () => {
  it('a residual is the mean shift of the tracks whose label lies in a square; labels of one dimension have no square', () => {
    const cells = residualMap(tracks, { members: [shifted, same] })
    expect(cells.map((cell) => cell.tracks)).toEqual([2, 1])
    expect(cells[0]?.valenceShift).toBeCloseTo(0.05, 12)
    expect(cells[0]?.arousalShift).toBeCloseTo(-0.1, 12)
    expect(cells[0]?.distance).toBeCloseTo(Math.hypot(0.1, 0.2) / 2, 12)
  })

  it('confusion counts tracks, and is null without labels of both dimensions', () => {
    expect(quadrantConfusion(tracks, { members: [same] })?.counts).toEqual([
      [1, 0, 0, 0],
      [0, 2, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ])
    expect(quadrantConfusion(tracks, { members: [same] })?.right[2]).toBeNull()
    expect(quadrantConfusion(tracks.slice(3), { members: [same.slice(3)] })).toBeNull()
  })

  it('predictions that are all alike have no slope, labels that are all alike no range', () => {
    expect(calibrationOf([0.1, 0.5], [0.2, 0.2])).toMatchObject({ slope: null, intercept: null, range: 0 })
    expect(calibrationOf([0.3, 0.3], [0.1, 0.5])).toMatchObject({ range: null })
    expect(calibrationOf([0.3], [0.1])).toMatchObject({ slope: null, range: null, deciles: [{ count: 1 }] })
  })
})

describe('settings', () => {
  const base = { seed: 1, epochs: 60, fusion: null, network: { branches: [] } }

  it('that differ are listed alone, nested ones by their names', () => {
    const other = { ...base, seed: 2, fusion: { frozen: true, runs: {} } }
    expect(settingDifferences([flatSettings(base), flatSettings(other)])).toEqual([
      { setting: 'seed', values: ['1', '2'] },
      { setting: 'fusion', values: ['none', null] },
      { setting: 'fusion.frozen', values: [null, 'true'] },
      { setting: 'fusion.runs', values: [null, 'none'] },
    ])
    expect(settingDifferences([flatSettings(base)])).toEqual([])
    expect(settingDifferences([flatSettings(base), flatSettings(other)], ['run', 'baseline'])).toEqual([])
  })

  it('without the seed have one key, in whatever order', () => {
    const { epochs, ...rest } = base
    expect(seedlessKey(flatSettings({ epochs, ...rest, seed: 9 }))).toBe(seedlessKey(flatSettings(base)))
    expect(seedlessKey(flatSettings({ ...base, epochs: 61 }))).not.toBe(seedlessKey(flatSettings(base)))
  })
})

describe('annotators', () => {
  const labels = (shift: number) =>
    new Map([1, 2, 3, 4].map((id) => [id, { valence: id / 10 + shift, arousal: id === 1 ? null : id / 10 }]))

  it('agree pair by pair, on the tracks that count and both labelled, in the dimensions that both stated', () => {
    const found = annotatorAgreement(
      [
        { name: 'Ada', labels: labels(0) },
        { name: 'Ben', labels: labels(0.1) },
        { name: 'file', labels: new Map([[1, { valence: 0, arousal: 0 }]]) },
      ],
      [1, 2, 3],
    )
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ one: 'Ada', other: 'Ben', tracks: 3 })
    expect(found[0]?.valence.mae).toBeCloseTo(0.1, 12)
    expect(found[0]?.arousal.mae).toBe(0)
  })
})
