import { describe, expect, it } from 'vitest'
import { publishedResults } from '@shared/domain/published-results'
import { metricsReport } from '@shared/domain/metrics-report'
import { baselineRow, baselineRows, keptReport, measuredReport, metricToScale, publishedRow } from '@renderer/results/metric-rows'
import { pairOf } from '@renderer/results/observed-predicted'
import { baselineOf, metricsOf, runOf } from '../../helpers/run'
import { runPrediction } from '../../helpers/run-predictions'

const audio = publishedResults[0] ?? expect.fail('the published table is empty')
const predictions = [
  runPrediction(1, { observed: [-0.5, 0.5], predicted: [-0.1, 0.2] }),
  runPrediction(2, { observed: [0.5, -0.5], predicted: [0.4, -0.1] }),
  runPrediction(3, { observed: [0.1, 0.7], predicted: [0.3, 0.3] }),
]

describe('metrics on another scale', () => {
  it('doubles MAE, quadruples MSE and keeps R² from 0…1 to −1…1', () => {
    expect(metricToScale('mae', 0.2484, '0-1', '-1-1')).toBeCloseTo(0.4968, 12)
    expect(metricToScale('mse', 0.0854, '0-1', '-1-1')).toBeCloseTo(0.3416, 12)
    expect(metricToScale('r2', 0.1579, '0-1', '-1-1')).toBe(0.1579)
    expect(metricToScale('pearson', 0.4, '-1-1', '1-9')).toBe(0.4)
  })

  it('gives what measuring on the other scale gives', () => {
    const onZeroToOne = predictions
      .map(pairOf)
      .map(({ observed, predicted }) => Math.abs(((observed.valence ?? NaN) + 1) / 2 - (predicted.valence + 1) / 2))
    const mean = onZeroToOne.reduce((sum, error) => sum + error, 0) / onZeroToOne.length
    const mae = measuredReport(predictions)?.valence.mae?.value ?? NaN
    expect(metricToScale('mae', mae, '-1-1', '0-1')).toBeCloseTo(mean, 12)
  })

  it('shows the published numbers as printed on their own scale, converted on ours', () => {
    expect(publishedRow(audio, '0-1').valence.mae?.value).toBe(0.2484)
    expect(publishedRow(audio, '-1-1').arousal.mse?.value).toBeCloseTo(4 * 0.0295, 12)
    expect(publishedRow(audio, '1-9').arousal.mae?.value).toBeCloseTo(8 * 0.1397, 12)
    expect(publishedRow(audio, '-1-1').valence.pearson).toBeNull()
  })
})

describe('a report', () => {
  const kept = keptReport(metricsReport(predictions.map(pairOf), { valence: 0, arousal: 0 }, { resamples: 50, seed: 1 }))

  it('measured from predictions equals the kept one, without its intervals', () => {
    const measured = measuredReport(predictions)
    expect(measured?.valence.r2?.value).toBeCloseTo(kept.valence.r2?.value ?? NaN, 12)
    expect(measured?.valence.r2?.low).toBeNull()
    expect(kept.valence.r2?.low).not.toBeNull()
    expect(measured?.quadrantAccuracy).toEqual([1, 1, null, 1])
    expect(measured?.ranges).toEqual(kept.ranges)
    expect(measuredReport([])).toBeNull()
  })

  it('has a baseline row only where it knows the mean predictor', () => {
    expect(baselineRow(kept, '0-1')?.valence.mae?.value).toBeCloseTo((0.5 + 0.5 + 0.1) / 3 / 2, 12)
    expect(baselineRow({ ...kept, baseline: null }, '0-1')).toBeNull()
  })
})

describe('a dimension without labels', () => {
  it('has no figures, in a report that is measured and in one that was kept', () => {
    const lacking = predictions.map((prediction) => ({ ...prediction, observedValence: null }))
    const nothing = { mae: null, mse: null, r2: null, pearson: null }
    const measured = measuredReport(lacking)
    expect(measured).toMatchObject({ tracks: 3, labelled: { valence: 0, arousal: 3 }, valence: nothing })
    expect(measured?.ranges.observed).toMatchObject({ valence: null, arousal: [-0.5, 0.7] })
    expect(measured?.arousal).toEqual(measuredReport(predictions)?.arousal)
    const kept = metricsReport(lacking.map(pairOf), { valence: 0, arousal: 0 }, { resamples: 10, seed: 1 })
    const report = keptReport({ ...kept, quadrantAccuracy: [...kept.quadrantAccuracy] })
    expect(report.valence).toEqual(nothing)
    expect(baselineRow(report, '-1-1')?.valence).toEqual(nothing)
  })
})

describe('the rows of baselines', () => {
  const metrics = metricsOf(0.2)
  const run = runOf({ metrics, baselines: [baselineOf('mean', 0.2), baselineOf('boosting', 0.2)] })

  it('say what each reads, with intervals on the shown scale; the mean correlates with nothing', () => {
    const [mean, boosting] = baselineRows(run, '1 2', '0-1')
    expect(mean).toMatchObject({ name: 'Mean predictor', note: 'baseline', tracks: null, valence: { pearson: null } })
    expect(boosting).toMatchObject({ name: 'Baseline: gradient boosting', note: 'summary features', tracks: '1 2' })
    expect(boosting?.valence.mae?.low).toBeCloseTo((metrics.valence?.mae.low ?? NaN) / 2, 12)
    expect(boosting?.valence.r2).toEqual(metrics.valence?.r2)
  })
})
