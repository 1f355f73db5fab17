// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { useRunsStore } from '@renderer/api/stores/runs-store'
import BundleDialog from '@renderer/training/BundleDialog.vue'
import { useRunBundle } from '@renderer/training/use-run-bundle'
import { testRunId } from '../../helpers/run-id'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { get, pageText } from '../helpers/page'

const description = {
  ...{ run: 'In folds', dataset: 'All', network: 'Audio', engine: 'onnx', device: 'cpu' },
  ...{
    epochs: 60,
    folds: 5,
    seed: 3,
    tracks: 12,
    samples: 24,
    missing: [],
    differences: ['It was trained by Circumplex 0.0.9; this is 0.1.0.'],
  },
}

async function open(changes: Partial<Record<keyof typeof description, unknown>> = {}) {
  const api = giveWindowApi({
    'app.chooseFile': answer('/in/bundle.json'),
    'bundles.read': answer({ ...description, ...changes }),
    'bundles.train': answer({ jobId: 'job', runId: testRunId(9) }),
    'runs.list': answer([]),
    'runs.epochs': answer([]),
  })
  let bundle: ReturnType<typeof useRunBundle> | undefined
  const Owner = defineComponent(() => {
    bundle = useRunBundle()
    const owned = bundle
    return () => h(BundleDialog, { bundle: owned })
  })
  await mountComponent(Owner)
  await bundle?.choose()
  await expect.poll(() => pageText()).toContain('Train from a bundle')
  return api.calls
}

const trained = (calls: Awaited<ReturnType<typeof open>>) =>
  calls.filter(({ name }) => name === 'bundles.train').map(({ argument }) => argument)

describe('the dialog of a run bundle', () => {
  it('says what the bundle holds, trains it, and shows the run', async () => {
    const calls = await open()
    expect(pageText()).toContain('All: 12 tracks, 24 samples')
    expect(pageText()).toContain('60 epochs, 5 folds, seed 3')
    expect(pageText()).toContain('It was trained by Circumplex 0.0.9')
    expect(get('[data-testid=bundle-whole]').text()).toContain('All its tracks are in this library')
    await get('[data-testid=train-bundle]').trigger('click')
    await expect.poll(() => trained(calls)).toEqual([{ path: '/in/bundle.json', leaveOut: false }])
    await expect.poll(() => useRunsStore().shownRunId).toBe(testRunId(9))
  })

  it('names missing tracks, and trains without them only when that is ticked', async () => {
    const calls = await open({ missing: [{ track: 'Ada – Dawn', reason: 'no audio here has the content of dawn.mp3' }] })
    expect(pageText()).toContain('1 of 12 tracks are not in this library')
    expect(pageText()).toContain('Ada – Dawn: no audio here has the content of dawn.mp3')
    expect(get('[data-testid=train-bundle]').attributes('disabled')).toBe('')
    await get('[data-testid=leave-out] input').setValue(true)
    await get('[data-testid=train-bundle]').trigger('click')
    await expect.poll(() => trained(calls)).toEqual([{ path: '/in/bundle.json', leaveOut: true }])
  })

  it('offers nothing where no track is here', async () => {
    await open({ tracks: 1, missing: [{ track: 'Dawn', reason: 'gone' }] })
    expect(get('[data-testid=train-bundle]').attributes('disabled')).toBe('')
    expect(pageText()).not.toContain('Train without them')
  })
})
