import { describe, expect, it } from 'vitest'
import { chartOptions } from '@renderer/charts/chart-options'
import { chartRows } from '@renderer/charts/chart-rows'

const colours = { dark: false, surface: '#fff', text: '#111', muted: '#555', grid: '#ddd', accent: '#00f' }

it('lays a chart’s own options over the shared ones without losing either', () => {
  const options = chartOptions<'line'>(colours, {
    scales: { x: { title: { text: 'epoch', display: true } } },
    plugins: { legend: { display: false } },
  })
  expect(options.scales?.x?.title).toMatchObject({ text: 'epoch', color: '#555' })
  expect(options.scales?.y?.ticks).toMatchObject({ color: '#555' })
  expect(options.plugins?.legend).toMatchObject({ display: false, labels: { color: '#111' } })
})

describe('a chart as a table', () => {
  it('holds points with their own x', () => {
    expect(chartRows<'scatter'>({ datasets: [{ label: 'test', data: [{ x: 1, y: 2 }] }] })).toEqual([
      ['series', 'x', 'y'],
      ['test', 1, 2],
    ])
  })

  it('takes x from the labels otherwise', () => {
    expect(chartRows<'line'>({ labels: ['a', 'b'], datasets: [{ label: 'loss', data: [3, 4] }] }).slice(1)).toEqual([
      ['loss', 'a', 3],
      ['loss', 'b', 4],
    ])
  })
})
