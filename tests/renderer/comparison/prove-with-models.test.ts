// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { Judge } from '@shared/contract/checked-sets'
import { type RepairResult, repairSettingsSchema } from '@shared/contract/repair'
import ProveWithModels from '@renderer/comparison/ProveWithModels.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'
import { pageText, press } from '../helpers/page'

const settings = repairSettingsSchema.parse({ name: 'Repair 1, 2', versions: [1, 2], against: { kind: 'truth' } })
const estimate = (value: number) => ({ value, low: value - 0.009, high: value + 0.009 })

const row = (version: number): RepairResult['networks'][number]['rows'][number] => ({
  version,
  name: `scheme ${version}`,
  tracks: 96,
  maeValence: 0.4,
  maeArousal: 0.3,
  r2Valence: 0.2,
  r2Arousal: 0.5,
  rValence: 0.5,
  rArousal: 0.7,
  quadrants: 0.66,
  error: estimate(0.356),
  difference: version === 1 ? null : { against: 1, valence: estimate(0.01), arousal: estimate(0.014), both: estimate(0.012) },
  conclusion: version === 1 ? '' : 'Version 2’s audio network is closer.',
  baseline: 0.48,
  bySeed: version === 1 ? [] : [1, 2, 3].map((seed) => ({ seed, closer: 0.01 + seed / 1000 })),
})

function repair(states: readonly RepairResult['runs'][number]['state'][]): RepairResult {
  const runs = states.map((state, index) => ({
    versionId: (index % 2) + 1,
    modality: 'audio' as const,
    seed: 1,
    datasetId: 1,
    runId: null,
    state,
    reason: state === 'failed' ? 'The disk is full.' : null,
    epochsDone: 0,
  }))
  const rows = states.every((state) => state === 'done') ? [row(1), row(2)] : []
  return { settings, judge: 'the true coordinates', runs, networks: [{ modality: 'audio', rows }], judgedInTraining: 0, notes: [] }
}

async function mount(repairs: readonly RepairResult[], versions: readonly number[] = [1, 2], judge: Judge | null = { kind: 'truth' }) {
  const api = giveWindowApi({
    'repair.list': () => ({ ok: true, value: [...repairs] }),
    'repair.remove': () => ({ ok: true, value: { name: 'Repair 1, 2', runs: 2, datasets: 1 } }),
    'repair.start': () => ({ ok: true, value: { jobId: 'a' } }),
  })
  const panel = await mountComponent(ProveWithModels, { open: true, versions, judge })
  await flushPromises()
  return { ...api, panel }
}

it('starts a proof of the chosen versions in the chosen size', async () => {
  const { panel, calls } = await mount([])
  await panel.get('[data-testid=prove]').trigger('click')
  expect(calls.at(-1)).toEqual({
    name: 'repair.start',
    argument: { versions: [1, 2], against: { kind: 'truth' }, modalities: ['audio'], seeds: 3, epochs: 60, trackLimit: 500 },
  })
})

it.each([
  [[1], { kind: 'truth' }, 'Choose two or more versions'],
  [[1, 2, 3, 4, 5, 6, 7], { kind: 'truth' }, 'Choose 6 versions at most'],
  [[1, 2], null, 'Choose what they are judged by'],
] as const)('says why %j judged by %j cannot be proved', async (versions, judge, why) => {
  const { panel } = await mount([], versions, judge)
  const button = panel.get('[data-testid=prove]')
  expect([button.attributes('title'), button.attributes('disabled')]).toEqual([why, ''])
})

it('shows what was proved, with the interval, each seed, the mean and the leak', async () => {
  const { panel } = await mount([repair(['done', 'done'])])
  const shown = panel.get('[data-testid=proved-repair]').text()
  expect(shown).toContain('2 of 2 networks done')
  expect(shown).toMatch(/0\.012.*0\.003 … 0\.021/su)
  expect(shown).toContain('Version 2’s audio network is closer.')
  expect(shown).toContain('seed by seed closer by 0.011, 0.012, 0.013')
  expect(shown).toContain('version 1: 0.356 (the mean: 0.480)')
  expect(shown).toContain('learnt from: 0.')
  expect(panel.find('[data-testid=repair-go-on]').exists()).toBe(false)
})

it('goes on with what was stopped, and says why a network failed', async () => {
  const { panel, calls } = await mount([repair(['done', 'stopped']), repair(['failed', 'waiting'])])
  expect(panel.get('[data-testid=repair-failure]').text()).toBe('The disk is full.')
  expect(panel.text()).toContain('Nothing to judge yet')
  await panel.get('[data-testid=repair-go-on]').trigger('click')
  expect(calls.at(-1)).toEqual({ name: 'repair.start', argument: settings })
})

it('removes a proof when that is confirmed, and says what goes with it', async () => {
  const { panel, calls } = await mount([repair(['done', 'stopped'])])
  await panel.get('[data-testid=repair-remove]').trigger('click')
  await flushPromises()
  expect(pageText()).toContain('Deletes 0 runs and 1 dataset that were made for it')
  expect(calls.some(({ name }) => name === 'repair.remove')).toBe(false)
  await press('Remove')
  expect(calls).toContainEqual({ name: 'repair.remove', argument: { name: settings.name } })
  expect(calls.at(-1)?.name).toBe('repair.list')
})
