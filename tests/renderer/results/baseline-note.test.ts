// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import BaselineNote from '@renderer/results/BaselineNote.vue'
import { baselineOf, metricsOf, runOf } from '../../helpers/run'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

describe('what is said of baselines', () => {
  it('is that one is better where the interval of the difference lies above 0', async () => {
    giveWindowApi()
    const note = await mountComponent(BaselineNote, {
      run: runOf({ metrics: metricsOf(0.3), baselines: [baselineOf('boosting', 0.1, 0.05)] }),
    })
    expect(note.text()).toContain('Gradient boosting on summary features predicts these tracks better than the network: R²')
    expect(note.text()).toContain('for valence (95 % interval of the difference 0.05…0.25)')
    expect(note.text()).not.toContain('arousal')
  })

  it('is which model to keep of a recommended run that was fitted on all tracks', async () => {
    giveWindowApi()
    const settings = trainingSettingsSchema.parse({ architecture: 'recommended', folds: 5, thenFitAll: true })
    const crossValidation = { folds: [], onAll: { tracks: 20, epochs: 60 } }
    const run = runOf({ metrics: metricsOf(0.3), settings, crossValidation, baselines: [baselineOf('stack', 0.1, -0.05)] })
    expect((await mountComponent(BaselineNote, { run })).text()).toMatch(/^The model to keep of this run is the stack/)
  })

  it('is nothing where none is better', async () => {
    giveWindowApi()
    const note = await mountComponent(BaselineNote, {
      run: runOf({ metrics: metricsOf(0.3), baselines: [baselineOf('boosting', 0.1, -0.05)] }),
    })
    expect(note.text()).toBe('')
  })

  it('is why they are missing, with a button that computes them', async () => {
    const api = giveWindowApi({ 'runs.baselines': () => ({ ok: true, value: { jobId: 'job' } }) })
    const run = runOf({ metrics: metricsOf(0.3), baselinesFailure: 'The baselines could not be computed: no features.' })
    const note = await mountComponent(BaselineNote, { run })
    expect(note.text()).toContain('no features')
    await note.get('[data-testid="compute-baselines"]').trigger('click')
    expect(api.calls).toContainEqual({ name: 'runs.baselines', argument: { runId: run.id } })
  })
})
