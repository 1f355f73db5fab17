import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { metricsReport } from '@shared/domain/metrics-report'
import { publishedResults } from '@shared/domain/published-results'
import { createReportHandlers } from '@main/reporting/report-handlers'
import { scatterSvg } from '@main/reporting/scatter'
import { insertDataset } from '@main/store/datasets'
import { changeRun, insertRun, replaceRunPredictions } from '@main/store/runs'
import { planOfSettings } from '@main/training/runs/describe-network'
import { baselineOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { addLabel } from '../../helpers/track'
import { sampleOf } from '../../helpers/sample'
import { createTestContext } from '../../helpers/service-context'

const settings = trainingSettingsSchema.parse({})

/** A library with eight labelled tracks and a run that missed each by 0.1. */
function measuredLibrary(leaking = false) {
  const test = createTestContext({ tracks: Array.from({ length: 8 }, () => []) })
  const { database } = test.library
  const labels = Array.from({ length: 8 }, (_, index) => ({
    trackId: index + 1,
    valence: index / 4 - 1,
    arousal: 1 - index / 4,
    split: 'test' as const,
    source: 'human' as const,
  }))
  for (const { trackId, valence, arousal } of labels) addLabel(test.library, trackId, valence, arousal)
  const dataset = insertDataset(database, {
    settings: datasetSettingsSchema.parse({ name: 'Eight <b>', ...(leaking && { form: 'as-published' }) }),
    digest: 'abc',
    versionId: null,
    licence: 'none',
    createdAt: '2026',
    tracks: labels,
    ...(leaking && {
      samples: labels.flatMap(({ trackId }) => [
        sampleOf({ trackId, split: 'test' }),
        sampleOf({ trackId, split: trackId < 3 ? 'train' : 'test', copy: 1, augmentationSeed: 1 }),
      ]),
    }),
  })
  insertRun(database, {
    id: testRunId(),
    name: 'Run & more',
    datasetId: dataset.id,
    settings,
    network: planOfSettings(settings).network,
    parameters: 1,
    engine: 'tensorflow',
    createdAt: '2026',
  })
  const predictions = labels.map(({ trackId, split, valence, arousal }) => ({
    trackId,
    split,
    observedValence: valence,
    observedArousal: arousal,
    valence: valence + 0.1,
    arousal: arousal + 0.1,
  }))
  replaceRunPredictions(database, testRunId(), predictions)
  const pairs = predictions.map((row) => ({ observed: { valence: row.observedValence, arousal: row.observedArousal }, predicted: row }))
  changeRun(database, testRunId(), { state: 'done', metrics: metricsReport(pairs, { valence: 0, arousal: 0 }), device: 'CPU' })
  return { ...test, handlers: createReportHandlers(test.context) }
}

describe('the page of results', () => {
  it('shows labels, datasets, runs and the published results, and says its scale', async () => {
    const test = measuredLibrary()
    const { path } = await test.handlers['report.write']({ directory: join(test.library.directory, 'a', 'b') })
    const page = readFileSync(path, 'utf8')
    expect(page).toContain('scale −1…1')
    expect(page).toContain('8 labels on the plane')
    expect(page).toContain('0.100 (0.100…0.100)')
    expect(page).toContain('audio-comments')
    expect(page).toMatch(/<th[^>]*>right quadrant<\/th><th[^>]*>balanced<\/th><th[^>]*>commonest<\/th>/u)
    expect(page).toMatch(/<td>\d+ % \(\d+ %…\d+ %\)<\/td><td>\d+ %<\/td><td>\d+ %<\/td>/u)
    expect(page.match(/<circle/gu)).toHaveLength(8 * 3)
  })

  it('shows the baselines of each run below it, and says when one is better', async () => {
    const test = measuredLibrary()
    const mean = readFileSync((await test.handlers['report.write']({ directory: test.library.directory })).path, 'utf8')
    expect(mean).toContain('Run &amp; more: the mean')
    changeRun(test.library.database, testRunId(), { baselines: [baselineOf('mean', 0.3), baselineOf('forest', 0.05, 0.2)] })
    const page = readFileSync((await test.handlers['report.write']({ directory: test.library.directory })).path, 'utf8')
    expect(page).toContain('<th scope="row">Run &amp; more: mean</th>')
    expect(page).toContain('<th scope="row">Run &amp; more: random forest</th><td>4</td><td>0.050 (0.050…0.050)</td>')
    expect(page).toContain('<p>Run &amp; more: Random forest on summary features predicts these tracks better than the network')
  })

  it('says with every run and dataset how much leaks', async () => {
    const test = measuredLibrary(true)
    const page = readFileSync((await test.handlers['report.write']({ directory: test.library.directory })).path, 'utf8')
    expect(page).toContain('<td>as published, by track</td><td>14.3 %</td>')
    expect(page).toContain('Run &amp; more (leak: 14.3 % of the test samples (2 of 14) are of tracks that were trained on too)')
    expect(page).toContain('dataset Eight &lt;b&gt; (as published, by track; 14.3 %')
  })

  it('holds nothing from elsewhere and lets no name become markup', async () => {
    const test = measuredLibrary()
    const page = readFileSync((await test.handlers['report.write']({ directory: test.library.directory })).path, 'utf8')
    expect(page).not.toMatch(/<script|src=|href=|url\(|https?:/u)
    expect(page).toContain('Eight &lt;b&gt;')
    expect(page).toContain('Run &amp; more')
  })

  it('brings errors to the user’s scale', async () => {
    const test = measuredLibrary()
    const handlers = createReportHandlers({ ...test.context, settings: () => ({ ...test.context.settings(), scale: '1-9' }) })
    const page = readFileSync((await handlers['report.write']({ directory: test.library.directory })).path, 'utf8')
    expect(page).toContain('scale 1…9')
    expect(page).toContain('0.400 (0.400…0.400)')
    expect(page).toContain((0.2484 * 8).toFixed(3))
  })

  it('is written for an empty library, and refused where a file is in the way', async () => {
    const test = createTestContext()
    const handlers = createReportHandlers(test.context)
    expect(readFileSync((await handlers['report.write']({ directory: test.library.directory })).path, 'utf8')).toContain(
      'No run has been measured',
    )
    const file = join(test.library.directory, 'file')
    writeFileSync(file, '')
    expect(() => handlers['report.write']({ directory: file })).toThrow(/is a file/)
  })
})

describe('a scatter', () => {
  it('thins out many points and keeps those beyond the plane at its border', () => {
    const labels = { title: 't', x: 'x', y: 'y', scale: '0-1' as const }
    expect(
      scatterSvg(
        Array.from({ length: 10_000 }, () => [0, 0] as const),
        labels,
        false,
      ).match(/<circle/gu)?.length,
    ).toBeLessThanOrEqual(4000)
    expect(scatterSvg([[3, -3]], labels, true)).toContain('cx="276.0" cy="276.0"')
  })
})

describe('the published results', () => {
  it('are the study’s five networks', async () => {
    const rows = await createReportHandlers(createTestContext().context)['results.published'](null)
    expect(rows.map(({ model }) => model)).toEqual(['audio', 'lyrics', 'comments', 'audio-lyrics', 'audio-comments'])
    expect(rows[2]).toEqual({
      model: 'comments',
      valence: { mae: 0.1856, mse: 0.0547, r2: 0.4605 },
      arousal: { mae: 0.1396, mse: 0.03, r2: 0.3398 },
      quadrantAccuracy: [0.4442, 0.8698, 0.3897, 0.6824],
    })
    expect(publishedResults).toHaveLength(5)
  })
})
