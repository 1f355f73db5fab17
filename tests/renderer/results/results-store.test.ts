import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { RunPrediction } from '@shared/contract/training'
import { useResultsStore } from '@renderer/results/results-store'
import { runPrediction } from '../../helpers/run-predictions'
import { giveWindowApi } from '../../helpers/window-api'

const predictionsOf: Readonly<Record<string, readonly RunPrediction[]>> = {
  split: [
    runPrediction(1, { observed: [0, 0], predicted: [0, 0] }),
    runPrediction(2, { observed: [0, 0], predicted: [0, 0], split: 'train' }),
  ],
  folds: [runPrediction(1, { observed: [0, 0], predicted: [0, 0], split: 'fold' })],
}
const runs = [
  { id: 'live', metrics: null },
  { id: 'split', metrics: {} },
  { id: 'folds', metrics: {} },
]

function openStore() {
  const api = giveWindowApi({
    'runs.list': () => ({ ok: true, value: runs }),
    'runs.epochs': () => ({ ok: true, value: [] }),
    'results.published': () => ({ ok: true, value: [] }),
    'runs.predictions': (argument) => ({ ok: true, value: predictionsOf[(argument as { runId: string }).runId] ?? [] }),
  })
  return { api, results: useResultsStore() }
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await nextTick()
}

describe('the results that are shown', () => {
  let pinia: Pinia
  beforeEach(() => setActivePinia((pinia = createPinia())))
  afterEach(() => {
    disposePinia(pinia)
    vi.unstubAllGlobals()
  })

  it('are those of the newest run that has any, on its test set', async () => {
    const { results } = openStore()
    await results.refresh()
    await settled()
    expect(results.shown?.id).toBe('split')
    expect(results.splits).toEqual(['test', 'train'])
    expect(results.split).toBe('test')
  })

  it('keep a chosen set only where the run has it', async () => {
    const { results } = openStore()
    await results.refresh()
    await settled()
    results.chosenSplit = 'train'
    expect(results.split).toBe('train')
    results.show('folds')
    await settled()
    expect(results.split).toBe('fold')
  })

  it('stay in the comparison when another of the compared runs is shown', async () => {
    const { results } = openStore()
    await results.refresh()
    await settled()
    results.compare('folds', true)
    results.show('folds')
    expect(results.shown?.id).toBe('folds')
    expect(results.compared.map(({ id }) => id)).toEqual(['split', 'folds'])
    results.compare('split', false)
    results.show('split')
    expect(results.compared.map(({ id }) => id)).toEqual(['split', 'folds'])
  })

  it('stand beside ticked runs, whose predictions are asked for once', async () => {
    const { api, results } = openStore()
    await results.refresh()
    results.compare('folds', true)
    await settled()
    expect(results.compared.map(({ id }) => id)).toEqual(['split', 'folds'])
    results.compare('folds', false)
    results.compare('folds', true)
    await settled()
    expect(api.calls.filter(({ name }) => name === 'runs.predictions')).toHaveLength(2)
  })
})
