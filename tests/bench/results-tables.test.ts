import { expect, it } from 'vitest'
import { comparisonRequestSchema } from '@shared/contract/comparison'
import { createComparisonHandlers } from '@main/training/comparison/comparison-handlers'
import { replaceRunPredictions } from '@main/store/runs'
import type { DevelopmentSet } from '../../bench/results/sets'
import { shortNumber, tablesOf, withTables } from '../../bench/results/tables'
import { testRunId } from '../helpers/run-id'
import { createTestContext } from '../helpers/service-context'
import { addStoredRun } from '../helpers/stored-run'
import { addTrack } from '../helpers/track'

const set: DevelopmentSet = {
  name: 'songs',
  kind: 'music',
  frozen: [],
  table: '',
  figures: ['valence.r2', 'right'],
  compared: ['valence.r2'],
  runs: [],
  rows: [
    { model: 'good', title: 'good network' },
    { model: 'bad', title: 'bad network' },
  ],
  differences: [
    { one: 'bad', other: 'good' },
    { one: 'good', other: 'bad', goal: 0.03 },
  ],
}

async function compared() {
  const test = createTestContext()
  const { database } = test.library
  const tracks = Array.from({ length: 40 }, (_, index) => ({ trackId: addTrack(test.library, { title: `Song ${index}` }), index }))
  for (const [number, name] of ['good', 'bad'].entries()) {
    addStoredRun(database, testRunId(number + 1), name)
    const rows = tracks.map(({ trackId, index }) => {
      const label = Math.sin(index)
      const error = (number === 0 ? 0.1 : 0.5) * Math.cos(3 * index)
      const observed = { observedValence: label, observedArousal: -label }
      return { trackId, split: 'test' as const, ...observed, valence: label + error, arousal: -label }
    })
    replaceRunPredictions(database, testRunId(number + 1), rows)
  }
  const entries = [1, 2].map((number) => ({ kind: 'run' as const, runId: testRunId(number) }))
  const request = comparisonRequestSchema.parse({ entries, groupSeeds: false, resamples: 200 })
  return createComparisonHandlers(test.context)['runs.compare'](request)
}

it('rows and paired differences become Markdown and lines with goals, whichever way round the comparison holds them', async () => {
  const comparison = await compared()
  const runs = new Map([
    [testRunId(1), 'good'],
    [testRunId(2), 'bad'],
  ])
  const { markdown, figures } = tablesOf(set, comparison, runs)
  expect(markdown).toMatch(
    /^\| {2}\| R² valence \| right quadrant \|\n\| --- \| --- \| --- \|\n\| good network \| \.\d\d \(\.\d\d to 1\.00|\.\d\d\)/u,
  )
  expect(markdown).toMatch(/\| bad network − good network \| −\.\d\d \(−\.\d\d to −\.\d\d\), p \.?\d+ \|/u)
  expect(figures.map(({ name, goal, met }) => [name, goal, met])).toEqual([
    ['songs: bad network − good network, R² valence', null, null],
    ['songs: good network − bad network, R² valence', 0.03, true],
  ])
  expect(figures[0]?.ours).toBe(-(figures[1]?.ours ?? NaN))
  expect(() => tablesOf({ ...set, rows: [{ model: 'none', title: '' }] }, comparison, runs)).toThrow(/has no none/u)
})

it('tables stand between the markers of their set, and nothing else of the page changes', () => {
  const page = 'a\n<!-- songs -->\nold\n<!-- /songs -->\nb\n'
  expect(withTables(page, 'songs', '| x |')).toBe('a\n<!-- songs -->\n\n| x |\n\n<!-- /songs -->\nb\n')
  expect(() => withTables(page, 'texts', '')).toThrow(/has no <!-- texts -->/u)
})

it('numbers are written as in papers', () => {
  expect([-0.051, 0, -0.001, 1.2, -1, 0.6].map(shortNumber)).toEqual(['−.05', '.00', '.00', '1.20', '−1.00', '.60'])
})
