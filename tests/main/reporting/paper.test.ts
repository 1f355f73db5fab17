import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { metricsReport } from '@shared/domain/metrics-report'
import { createPaperHandlers } from '@main/reporting/paper/paper-handlers'
import { insertDataset } from '@main/store/datasets'
import { changeRun, insertRun, replaceRunPredictions, saveEpoch } from '@main/store/runs'
import { compareRuns } from '@main/training/comparison/compare-runs'
import { planOfSettings } from '@main/training/runs/describe-network'
import { baselineOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { createTestContext } from '../../helpers/service-context'
import { addLabel } from '../../helpers/track'

const settings = trainingSettingsSchema.parse({ seed: 11 })

/** Twelve labelled tracks and two runs that missed each label by .1 and by .3. */
function reported() {
  const test = createTestContext({ tracks: Array.from({ length: 12 }, () => []) })
  const { database } = test.library
  const tracks = Array.from({ length: 12 }, (_, index) => ({
    trackId: index + 1,
    valence: index / 6 - 1,
    arousal: Math.sin(index) * 0.9,
    split: index === 0 ? ('train' as const) : ('test' as const),
    source: 'human' as const,
  }))
  for (const { trackId, valence, arousal } of tracks) addLabel(test.library, trackId, valence, arousal)
  const base = { versionId: null, licence: 'CC0-1.0', createdAt: '2026', digest: 'abc' }
  const dataset = insertDataset(database, { settings: datasetSettingsSchema.parse({ name: 'Twelve <b>' }), tracks, ...base })
  for (const [number, error] of [
    [1, 0.1],
    [2, 0.3],
  ] as const) {
    const id = testRunId(number)
    const { network } = planOfSettings(settings)
    insertRun(database, {
      id,
      name: `Run & ${number}`,
      datasetId: dataset.id,
      settings,
      network,
      parameters: 1234,
      engine: 'onnx',
      createdAt: '2026',
    })
    const rows = tracks
      .filter(({ split }) => split === 'test')
      .map(({ trackId, split, valence, arousal }) => ({
        ...{ trackId, split, observedValence: valence, observedArousal: arousal },
        ...{ valence: valence + error, arousal: arousal - error * (trackId % 2) },
      }))
    replaceRunPredictions(database, id, rows)
    const pairs = rows.map((row) => ({ observed: { valence: row.observedValence, arousal: row.observedArousal }, predicted: row }))
    const metrics = metricsReport(pairs, { valence: 0, arousal: 0 }, { resamples: 50, seed: 1 })
    changeRun(database, id, { state: 'done', metrics, device: 'CPU', baselines: [baselineOf('ridge', 0.02, 0.2)] })
    const epoch = { fold: 0, valence: null, arousal: null, learningRate: 0.01, epochSeconds: 1, samplesPerSecond: 1, secondsLeft: 0 }
    for (const one of [1, 2]) saveEpoch(database, id, { ...epoch, epoch: one, trainLoss: 0.4 / one, validationLoss: 0.5 / one })
  }
  return { ...test, handlers: createPaperHandlers(test.context, (request) => compareRuns(test.context, request)) }
}

describe('the report on chosen runs', () => {
  it('has methods, tables with intervals and baselines, paired differences, charts, limits and settings', async () => {
    const { handlers } = reported()
    const { html, title } = await handlers['report.render']({ runIds: [testRunId(1), testRunId(2)] })
    expect(title).toBe('Valence and arousal of music: Run & 1, Run & 2')
    expect([...html.matchAll(/<h2>([^<]+)<\/h2>/gu)].map(([, name]) => name)).toEqual(['Methods', 'Results', 'Limits', 'Settings'])
    expect(html).toMatch(/holds 12 tracks with labels of valence and arousal on −1…\u20601: 12 placed by people\./u)
    expect(html).toContain('They were split into 1 for training, 0 for validation and 11 for testing')
    expect(html).toMatch(/1,234 trained parameters.*seed 11\. It was computed by ONNX Runtime \d+\.\d+\.\d+ on CPU\./su)
    expect(html).toMatch(/<th scope="row">Run &amp; 1<\/th><td>11<\/td><td>0\.10<small>\[0\.10, 0\.10\]<\/small><\/td>/u)
    expect(html).toContain('<tr class="minor"><th scope="row">ridge regression</th>')
    expect(html).toContain('on the 11 tracks that all of them predicted')
    expect(html).toMatch(/Run &amp; 1 − Run &amp; 2<\/th><td>R² valence<\/td><td>[\d.]+<small>\[/u)
    expect(html.match(/<circle/gu)).toHaveLength(2 * 2 * 11)
    expect(html.match(/<polyline/gu)).toHaveLength(2 * 2)
    expect(html).toContain('Ridge regression')
    expect(html).toMatch(/Run &amp; 1 was measured on 11 tracks only/u)
    expect(html).toContain('Ceiling: no two sources labelled the same of these tracks')
    expect(html).toContain('Licence of the lexicons behind the labels of “Twelve &lt;b&gt;”: CC0-1.0.')
    expect(html).toContain('<th scope="row">learningRate</th><td>0.01</td><td>0.01</td>')
  })

  it('holds nothing from elsewhere, and is written as a file', async () => {
    const { handlers, library } = reported()
    const path = join(library.directory, 'report.html')
    expect(await handlers['report.runs']({ runIds: [testRunId(2)], path })).toEqual({ path })
    const html = readFileSync(path, 'utf8')
    expect(html).not.toMatch(/<script|src=|href=|url\(|https?:/u)
    expect(html).not.toContain('On common tracks')
    await expect(handlers['report.runs']({ runIds: [testRunId(2)], path: '/absent/report.html' })).rejects.toThrow(/there is no folder/u)
  })

  it('is refused for a run that is not there, or has no metrics', async () => {
    const { handlers, library } = reported()
    await expect(handlers['report.render']({ runIds: [testRunId(9)] })).rejects.toThrow(/There is no run/u)
    changeRun(library.database, testRunId(1), { metrics: null })
    await expect(handlers['report.render']({ runIds: [testRunId(1)] })).rejects.toThrow(/“Run & 1” has no metrics to report/u)
  })
})
