// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Job } from '@shared/contract/jobs'
import ExportBaseline from '@renderer/results/ExportBaseline.vue'
import { useErrors } from '@renderer/ui/use-errors'
import { useToasts } from '@renderer/ui/use-toasts'
import { jobOf } from '../../helpers/job'
import { baselineOf, metricsOf, runOf } from '../../helpers/run'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'

const run = runOf({ name: 'Été', metrics: metricsOf(0.3), baselines: [baselineOf('ridge', 0.2), baselineOf('forest', 0.1)] })

/** Opens the menu and chooses a baseline. */
async function choose(button: Awaited<ReturnType<typeof mountComponent>>, name: string): Promise<void> {
  await button.get('[data-testid="export-baseline"]').trigger('click')
  await flushPromises()
  document.querySelector<HTMLElement>(`[data-testid="export-${name}"]`)?.click()
  await flushPromises()
}

describe('the export of a baseline', () => {
  it('asks where, learns as a job, and offers to predict with the model', async () => {
    const api = giveWindowApi({ 'app.chooseSave': answer('/models/e.onnx'), 'models.exportBaseline': answer({ jobId: 'job' }) })
    const button = await mountComponent(ExportBaseline, { run })
    await choose(button, 'forest')
    expect(api.calls[0]?.argument).toMatchObject({ defaultName: 'ete-random-forest.onnx' })
    expect(api.calls[1]).toEqual({ name: 'models.exportBaseline', argument: { runId: run.id, baseline: 'forest', path: '/models/e.onnx' } })
    const job: Job = jobOf({ id: 'job', kind: 'baselines', subject: run.id, state: 'running' })
    api.send({ type: 'job', job })
    await flushPromises()
    expect(button.get('button').attributes('disabled')).toBeDefined()
    api.send({ type: 'job', job: { ...job, state: 'done', value: { path: '/models/e.onnx', sha256: 'abc', modelId: 4 } } })
    await flushPromises()
    expect(useToasts().toast.value).toMatchObject({
      text: 'Random forest of Été is a model now: /models/e.onnx',
      action: { title: 'Predict with it' },
    })
  })

  it('says how good each is', async () => {
    giveWindowApi()
    const button = await mountComponent(ExportBaseline, { run })
    await button.get('[data-testid="export-baseline"]').trigger('click')
    await flushPromises()
    expect(document.querySelector('[data-testid="export-ridge"]')?.textContent).toMatch(
      /Ridge regression.*R² [-−.\d]+ valence, [-−.\d]+ arousal/,
    )
  })

  it('ends quietly when no file is chosen, and with the reason when it is refused', async () => {
    const api = giveWindowApi({ 'app.chooseSave': answer(null) })
    await choose(await mountComponent(ExportBaseline, { run }), 'ridge')
    expect(api.calls).toHaveLength(1)
    giveWindowApi({ 'app.chooseSave': answer('/models/e.onnx'), 'models.exportBaseline': refusal('The disk is full.') })
    await choose(await mountComponent(ExportBaseline, { run }), 'ridge')
    expect(useErrors().errors.value.map(({ message }) => message)).toEqual(['The disk is full.'])
  })

  it('is not offered where there are no baselines', async () => {
    giveWindowApi()
    const none = await mountComponent(ExportBaseline, { run: runOf({ metrics: metricsOf(0.3) }) })
    expect(none.text()).toBe('')
  })
})
