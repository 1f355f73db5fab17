// @vitest-environment happy-dom
import type { Epoch } from '@shared/contract/training'
import { expect, it, vi } from 'vitest'
import TrainingCurves from '@renderer/charts/TrainingCurves.vue'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

// The canvas of a chart draws nothing here; what it is given is what is tested.
vi.mock('@renderer/charts/ChartCanvas.vue', () => ({
  default: { props: ['data', 'name'], template: '<div class="chart" :title="name">{{ JSON.stringify(data.datasets[0].data) }}</div>' },
}))

const epochOf = (fold: number, trainLoss: number): Epoch => ({
  epoch: 1,
  fold,
  trainLoss,
  validationLoss: null,
  valence: null,
  arousal: null,
  learningRate: 0.01,
  epochSeconds: 1,
  samplesPerSecond: 1,
  secondsLeft: 0,
})

async function curvesOf(epochs: readonly Epoch[], folds: number) {
  const view = await mountComponent(TrainingCurves, { epochs, settings: { folds, patience: null } })
  return {
    view,
    names: () => view.findAll('.chart').map((chart) => chart.attributes('title')),
    losses: () => view.find('.chart').text(),
  }
}

it('names the fold that is drawn, and draws another when it is chosen', async () => {
  const { names, losses } = await curvesOf([epochOf(0, 0.5), epochOf(1, 0.25)], 3)
  expect(names()).toEqual(['Loss by epoch, fold 2', 'R² by epoch, fold 2'])
  expect(losses()).toBe('[{"x":1,"y":0.25}]')
  await press('Fold 1')
  expect(names()).toEqual(['Loss by epoch, fold 1', 'R² by epoch, fold 1'])
  expect(losses()).toBe('[{"x":1,"y":0.5}]')
})

it('names the network on all tracks after the last fold', async () => {
  const { names, view } = await curvesOf([epochOf(0, 0.5), epochOf(1, 0.25), epochOf(2, 0.2)], 2)
  expect(names()).toEqual(['Loss by epoch, all tracks', 'R² by epoch, all tracks'])
  expect(view.get('[role=group]').text()).toContain('All tracks')
})

it('names no fold where there is one training', async () => {
  const { view, names } = await curvesOf([epochOf(0, 0.5)], 0)
  expect(names()).toEqual(['Loss by epoch', 'R² by epoch'])
  expect(view.find('[role=group]').exists()).toBe(false)
})
