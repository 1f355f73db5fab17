// @vitest-environment happy-dom
import type { VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import MetricsTable from '@renderer/results/MetricsTable.vue'
import { baselineRow, baselineRows, keptReport, type MetricRow, publishedRow, runRow } from '@renderer/results/metric-rows'
import { publishedResults } from '@shared/domain/published-results'
import { baselineOf, metricsOf, runOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

const reportOf = (error: number) => keptReport(metricsOf(error))
const rowOf = (number: number, error: number): MetricRow =>
  runRow(runOf({ id: testRunId(number), name: `Run ${number}` }), reportOf(error), '4 test tracks', '1 2 3 4', '-1-1')
const published = publishedResults.slice(0, 1).map((result) => publishedRow(result, '-1-1'))

/** Bold figures: the name of their row, and their column from 1. */
function bold(table: VueWrapper): string[] {
  return table
    .findAll('tbody tr')
    .flatMap((row) =>
      row
        .findAll('td')
        .flatMap((cell, index) =>
          cell.classes('best')
            ? [`${row.find('th button').exists() ? row.get('th button').text() : row.get('th').text()}: ${index + 1}`]
            : [],
        ),
    )
}

async function tableOf(rows: readonly MetricRow[], best: Readonly<Record<string, string>> = {}) {
  giveWindowApi()
  return mountComponent(MetricsTable, { rows, shownRunId: testRunId(1), scale: '-1-1', best: new Map(Object.entries(best)) })
}

describe('the surely best figures', () => {
  it('are bold in their columns alone, a baseline’s too', async () => {
    const run = runOf({ baselines: [baselineOf('mean', 0.05), baselineOf('ridge', 0.1)] })
    const rows = [rowOf(1, 0.3), rowOf(2, 0.1), ...baselineRows(run, '1 2 3 4', '-1-1')]
    const table = await tableOf(rows, { 'valence mae': 'baseline-ridge', 'arousal r2': testRunId(2) })
    expect(bold(table)).toEqual(['Run 2: 7', 'Baseline: ridge regression summary features: 1'])
    expect(table.get('p').text()).toContain('Bold: surely the best on these tracks')
  })

  it('are none where nothing is sure, however good the study and worse the mean', async () => {
    const baseline = baselineRow(reportOf(0.1), '-1-1')
    expect(bold(await tableOf([rowOf(1, 0.1), ...(baseline ? [baseline] : []), ...published]))).toEqual([])
  })

  it('are not shared by runs on other tracks, which is said', async () => {
    const table = await tableOf([rowOf(1, 0.3), { ...rowOf(2, 0.1), tracks: '5 6' }])
    expect(table.get('p').text()).toContain('Other runs were measured on other tracks')
  })

  it('are never those that are unknown', async () => {
    const constant = rowOf(1, 0.3)
    const unknown = { value: NaN, low: null, high: null }
    const table = await tableOf([{ ...constant, valence: { ...constant.valence, pearson: unknown } }])
    expect(table.findAll('tbody tr')[0]?.findAll('td')[3]?.text()).toBe('–')
  })
})

describe('the rows', () => {
  it('show their run when pressed; the study and the mean cannot be shown', async () => {
    const table = await tableOf([rowOf(1, 0.3), rowOf(2, 0.1), ...published])
    expect(table.findAll('tbody button').map((name) => name.text())).toEqual(['Run 1', 'Run 2'])
    await table.findAll('tbody button')[1]?.trigger('click')
    expect(table.emitted('show')).toEqual([[testRunId(2)]])
  })

  it('name the scale and how published errors were converted', async () => {
    const table = await tableOf([rowOf(1, 0.3)])
    expect(table.get('p').text()).toBe(
      'Errors on −1…1; 95 % intervals by bootstrap over tracks. The study measured on 0…1, shown here × 2 (MAE) and × 4 (MSE).',
    )
  })
})
