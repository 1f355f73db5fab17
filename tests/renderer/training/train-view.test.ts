// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import type { Dataset, Run } from '@shared/contract/training'
import { publishedNetwork } from '@main/network/published'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { useNextRunStore } from '@renderer/api/stores/next-run-store'
import { useRunsStore } from '@renderer/api/stores/runs-store'
import TrainView from '@renderer/training/TrainView.vue'
import { useCommandList } from '@renderer/ui/use-commands'
import { datasetOf } from '../../helpers/dataset'
import { libraryInfo } from '../../helpers/library-info'
import { runOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { button, get, pageText, press } from '../helpers/page'

vi.mock('@renderer/charts/TrainingCurves.vue', () => ({ default: { template: '<div />' } }))

async function open({
  datasets = [datasetOf()] as Dataset[],
  runs = [] as Run[],
  info = libraryInfo(),
  answers = {},
  begun = null as Run | null,
} = {}) {
  const api = giveWindowApi({
    'library.current': answer(info),
    'datasets.list': answer(datasets),
    'runs.list': answer(runs),
    'runs.epochs': answer([]),
    'runs.start': answer({ jobId: 'job', runId: testRunId(9) }),
    'embeddings.list': answer([]),
    'devices.find': answer({ devices: [], absence: null }),
    'network.describe': answer({ network: publishedNetwork('audio'), layers: [], parameters: 0, excerpts: null }),
    ...answers,
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useLibraryStore().refresh()
  if (begun) useNextRunStore().beginWith(begun)
  const view = await mountComponent(TrainView, {}, { pinia })
  const asked = (name: string): unknown[] => api.calls.filter((call) => call.name === name).map(({ argument }) => argument)
  return { view, asked, runs: useRunsStore() }
}

describe('the view of training', () => {
  it('leads to what is missing before anything can be trained', async () => {
    await open({ datasets: [], info: libraryInfo({ labelled: 0 }) })
    expect(pageText()).toContain('Nothing to train on yet')
    expect(useCommandList().run('train.freeze')).toBe(false)
  })

  it('takes up the dataset and the settings that were left, or those of an earlier run, and leaves its own for the next time', async () => {
    const begun = runOf({ datasetId: 2, settings: { ...runOf().settings, epochs: 7, folds: 5 } })
    const { asked } = await open({ datasets: [datasetOf(), datasetOf({ id: 2, name: 'Other' })], begun })
    expect(button('Train').attributes('title')).toBe('Train on Other')
    await press('Train')
    expect(asked('runs.start')).toMatchObject([{ datasetId: 2, settings: { epochs: 7, folds: 5 } }])
    useCommandList().run('train.published')
    expect(useNextRunStore()).toMatchObject({ datasetId: 2, settings: { epochs: 60, folds: 0 } })
  })

  it('offers to freeze a dataset where there are labels', async () => {
    await open({ datasets: [] })
    expect(pageText()).toContain('Freeze a dataset to train on')
    await get('[data-testid=freeze-first]').trigger('click')
    await expect.poll(() => get('[data-testid=dataset-name] input').element).toHaveProperty('value', 'Dataset 1')
  })

  it('starts a run on the chosen dataset and shows it', async () => {
    const { asked, runs } = await open()
    expect(button('Train').attributes('title')).toBe('Train on Dataset 1')
    await press('Train')
    expect(asked('runs.start')).toMatchObject([{ datasetId: 1, settings: { modality: 'audio' } }])
    expect(runs.shownRunId).toBe(testRunId(9))
  })

  it('starts none while another trains, or the settings do not fit', async () => {
    await open({ runs: [runOf({ state: 'running' })] })
    expect(button('Train').attributes()).toMatchObject({ disabled: '', title: 'A run is training; stop it first' })
    document.body.replaceChildren()
    await open({ answers: { 'network.describe': refusal('The network is too deep.') } })
    expect(button('Train').attributes()).toMatchObject({ disabled: '', title: 'The network is too deep. Try another.' })
    expect(get('[data-testid=network-problem]').text()).toBe('The network is too deep. Try another.')
  })

  it('draws the network for the excerpts of the dataset that it is trained on', async () => {
    const rule = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
    const settings = { ...datasetOf().settings, excerptRule: rule }
    const description = { network: publishedNetwork('audio'), layers: [], parameters: 0 }
    const excerpts = { rule, shape: '20×334', shortestSeconds: 5 }
    const { asked } = await open({
      datasets: [datasetOf({ settings })],
      answers: { 'network.describe': answer({ ...description, excerpts }) },
    })
    await vi.waitFor(() => expect(asked('network.describe').at(-1)).toMatchObject({ modality: 'audio', excerptRule: rule }))
    expect(get('[data-testid=network-excerpts]').text()).toBe('reads 20×334 of 10 s, every second of them; at least 5 s')
  })

  it('deletes a dataset after a question', async () => {
    const { asked } = await open({ answers: { 'datasets.delete': answer(null) } })
    await press('More about Dataset 1')
    await press('Delete…')
    expect(pageText()).toContain('Dataset 1 and its split are deleted. Labels and tracks stay.')
    expect(asked('datasets.delete')).toEqual([])
    await press('Delete')
    expect(asked('datasets.delete')).toEqual([{ datasetId: 1 }])
  })

  it('exports a dataset in the format of the chosen file', async () => {
    const { asked } = await open({ answers: { 'app.chooseSave': answer('/out/d.JSON'), 'datasets.export': answer({ samples: 96 }) } })
    await press('More about Dataset 1')
    await press('Export…')
    expect(asked('datasets.export')).toEqual([{ datasetId: 1, path: '/out/d.JSON', format: 'json', scale: '-1-1' }])
  })
})
