// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import type { Job } from '@shared/contract/jobs'
import type { Epoch, Run } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { useJobsStore } from '@renderer/api/stores/jobs-store'
import RunList from '@renderer/training/RunList.vue'
import RunProgress from '@renderer/training/RunProgress.vue'
import { jobOf } from '../../helpers/job'
import { metricsOf, runOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

const epoch: Epoch = {
  epoch: 30,
  fold: 0,
  trainLoss: 0.2,
  validationLoss: 0.3,
  valence: { mae: 0.2, mse: 0.1, r2: 0.41 },
  arousal: null,
  learningRate: 0.01,
  epochSeconds: 2,
  samplesPerSecond: 1234.4,
  secondsLeft: 60,
}

async function progressOf(run: Partial<Run>, latest: Epoch | null = null, jobs: readonly Job[] = []) {
  giveWindowApi({ 'jobs.list': answer(jobs) })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useJobsStore().refresh()
  return mountComponent(RunProgress, { run: runOf(run), latest }, { pinia })
}

describe('the progress of a run', () => {
  it('says what is prepared before the first epoch', async () => {
    const job = jobOf({ kind: 'training', subject: testRunId(1), message: 'MFCC', done: 10, total: 1000 })
    expect((await progressOf({ state: 'preparing' }, null, [job])).text()).toContain('MFCC: 10 of 1,000')
    expect((await progressOf({ state: 'preparing' })).text()).toContain('Getting the tracks ready…')
  })

  it('shows epoch, speed and validation while it trains, and can be stopped', async () => {
    const view = await progressOf({ state: 'running' }, epoch)
    const facts = Object.fromEntries(view.findAll('dl div').map((fact) => [fact.get('dt').text(), fact.get('dd').text()]))
    expect(facts).toMatchObject({ epoch: '30 of 60', speed: '1,234 samples/s', 'validation R² V': '0.41', 'validation R² A': '–' })
    expect(view.get('[role=progressbar]').attributes('aria-valuenow')).toBe('50')
    await press('Stop')
    expect(view.emitted('stop')).toHaveLength(1)
    expect(view.text()).not.toContain('Resume')
  })

  it('shows the network on all tracks after the folds, which nothing measures', async () => {
    const settings = { ...trainingSettingsSchema.parse({ epochs: 60, folds: 5, thenFitAll: true }) }
    const view = await progressOf({ state: 'running', settings }, { ...epoch, fold: 5, validationLoss: null, valence: null })
    const facts = Object.fromEntries(view.findAll('dl div').map((fact) => [fact.get('dt').text(), fact.get('dd').text()]))
    expect(facts).toMatchObject({ fold: 'all tracks', epoch: '30 of 60' })
    expect(Object.keys(facts)).not.toContain('validation R² V')
    expect(view.get('[role=progressbar]').attributes('aria-valuenow')).toMatch(/^91\.6/u)
  })

  it('names the device with its driver, and why the program chose it', async () => {
    const device = { id: 'webgpu', name: 'Radeon VII', kind: 'webgpu' as const, driver: 'radv 24' }
    const choice = { reason: 'ONNX on Radeon VII: 3 ms a step; TensorFlow on CPU 80 ms', remembered: false, compared: [] }
    const view = await progressOf({ state: 'running', device: device.name, computedOn: [{ fromEpoch: 1, engine: 'onnx', device, choice }] })
    expect(view.get('header').text()).toContain('onnx, Radeon VII (radv 24)')
    expect(view.find(`[title="${choice.reason}"]`).exists()).toBe(true)
  })

  it('counts the folds before', async () => {
    const settings = trainingSettingsSchema.parse({ folds: 5 })
    const view = await progressOf({ state: 'running', settings }, { ...epoch, fold: 2 })
    expect(view.get('[role=progressbar]').attributes('aria-valuenow')).toBe('50')
    expect(view.get('dl').text()).toContain('3 of 5')
  })

  it.each(['stopped', 'interrupted', 'failed'] as const)('lets a run go on that is %s', async (state) => {
    const view = await progressOf({ state, failure: state === 'failed' ? 'The worker ended.' : null })
    await press('Resume')
    expect(view.emitted('resume')).toHaveLength(1)
    expect(view.find('.failure').exists()).toBe(state === 'failed')
    expect(view.find('[role=progressbar]').exists()).toBe(false)
  })

  it('leads to the results when there are any', async () => {
    const view = await progressOf({ metrics: metricsOf(0.1) })
    await press('Results')
    expect(view.emitted('results')).toHaveLength(1)
  })
})

describe('the runs', () => {
  it('say their state and how good they are, and are shown when pressed', async () => {
    giveWindowApi()
    const none = { rows: 0, leaked: 0, share: 0 }
    const leak = {
      rows: 14,
      leaked: 7,
      share: 0.5,
      quadrants: [none, none, none, none] as [typeof none, typeof none, typeof none, typeof none],
    }
    const runs = [runOf({ metrics: metricsOf(0.1), leak }), runOf({ id: testRunId(2), name: 'Live', state: 'running' })]
    const list = await mountComponent(RunList, { runs, shownRunId: testRunId(2) })
    expect(list.findAll('.state').map((state) => state.text())).toEqual(['done', 'training'])
    expect(list.findAll('.tabular').map((facts) => facts.text())[0]).toMatch(/^R² V \d\.\d\d, A \d\.\d\d · leak 50\.0 %$/u)
    await list.findAll('button')[0]?.trigger('click')
    expect(list.emitted('show')).toEqual([[testRunId(1)]])
  })
})
