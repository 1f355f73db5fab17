// @vitest-environment happy-dom
import type { Run } from '@shared/contract/training'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { useRunsStore } from '@renderer/api/stores/runs-store'
import WatchedRun from '@renderer/training/WatchedRun.vue'
import { useCommandList } from '@renderer/ui/use-commands'
import { runOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

vi.mock('@renderer/charts/TrainingCurves.vue', () => ({ default: { template: '<div />' } }))

const done = runOf({ id: testRunId(1), name: 'Done' })
const training = runOf({ id: testRunId(2), name: 'Training', state: 'running' })

async function watch(runs: readonly Run[], shownId?: string) {
  const api = giveWindowApi({
    'runs.list': answer(runs),
    'runs.epochs': answer([]),
    'runs.stop': answer(null),
    'runs.resume': answer({ jobId: 'j' }),
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  const store = useRunsStore()
  await store.refresh()
  if (shownId) await store.show(shownId)
  const view = await mountComponent(WatchedRun, {}, { pinia })
  return { view, stopped: () => api.calls.filter(({ name }) => name === 'runs.stop').map(({ argument }) => argument), calls: api.calls }
}

describe('the watched run', () => {
  it('is explained while there is none', async () => {
    const { view } = await watch([])
    expect(view.text()).toContain('Watch a run here')
  })

  it('is stopped by its button', async () => {
    const { stopped } = await watch([training])
    await press('Stop')
    expect(stopped()).toEqual([{ runId: training.id }])
  })

  it('goes on from its checkpoint', async () => {
    const { calls } = await watch([{ ...done, state: 'stopped' }])
    await press('Resume')
    expect(calls.at(-1)).toEqual({ name: 'runs.resume', argument: { runId: done.id } })
  })

  it('opens its results', async () => {
    const { view } = await watch([{ ...done, metrics: null }, training], done.id)
    expect(view.find('[data-testid=show-results]').exists()).toBe(false)
  })

  it('is not what the command stops while another run trains', async () => {
    const { stopped } = await watch([training, done], done.id)
    expect(useCommandList().run('train.stop')).toBe(true)
    await vi.waitFor(() => expect(stopped()).toEqual([{ runId: training.id }]))
  })
})
