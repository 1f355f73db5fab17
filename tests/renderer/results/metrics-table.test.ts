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

async function tableOf(rows: readonly MetricRow[]) {
  giveWindowApi()
  return mountComponent(MetricsTable, { rows, shownRunId: testRunId(1), scale: '-1-1' })
}

describe('the best figures among runs', () => {
  it('are bold in every column', async () => {
    const table = await tableOf([rowOf(1, 0.3), rowOf(2, 0.1)])
    expect(bold(table).filter((entry) => entry.startsWith('Run 2'))).toEqual(
      expect.arrayContaining(['Run 2: 1', 'Run 2: 2', 'Run 2: 3', 'Run 2: 5']),
    )
  })

  it('are not marked where one run stands alone, however good the study and worse the mean', async () => {
    const baseline = baselineRow(reportOf(0.1), '-1-1')
    expect(bold(await tableOf([rowOf(1, 0.1), ...(baseline ? [baseline] : []), ...published]))).toEqual([])
  })

  it('may be a baseline’s, beside which the run stands', async () => {
    const run = runOf({ baselines: [baselineOf('mean', 0.05), baselineOf('ridge', 0.1)] })
    const table = await tableOf([rowOf(1, 0.3), ...baselineRows(run, '1 2 3 4', '-1-1')])
    expect(bold(table)).toContain('Baseline: ridge regression summary features: 1')
    expect(bold(table).some((entry) => entry.startsWith('Mean'))).toBe(false)
    expect(table.findAll('tbody tr')[2]?.findAll('td')[0]?.find('small').exists()).toBe(true)
  })

  it('are not shared by runs on other tracks, which is said', async () => {
    const elsewhere = { ...rowOf(2, 0.1), tracks: '5 6' }
    const table = await tableOf([rowOf(1, 0.3), elsewhere])
    expect(bold(table)).toEqual([])
    expect(table.get('p').text()).toContain('other runs were measured on other tracks')
  })

  it('are never those that are unknown', async () => {
    const constant = rowOf(1, 0.3)
    const unknown = { value: NaN, low: null, high: null }
    const rows = [{ ...constant, valence: { ...constant.valence, pearson: unknown } }, rowOf(2, 0.3)]
    const table = await tableOf(rows)
    expect(table.findAll('tbody tr')[0]?.findAll('td')[3]?.text()).toBe('–')
    expect(bold(table).filter((entry) => entry.endsWith(': 4'))).toEqual(['Run 2: 4'])
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
