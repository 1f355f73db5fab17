// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { CheckedSet, ComparedLabels } from '@shared/contract/checked-sets'
import type { LabelVersion } from '@shared/contract/labels'
import { judgeChoices } from '@renderer/comparison/use-compared-versions'
import ResultsView from '@renderer/results/ResultsView.vue'
import TagsTools from '@renderer/tags/TagsTools.vue'
import { useErrors } from '@renderer/ui/use-errors'
import { byHand } from '../../helpers/schemes'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'
import { get } from '../helpers/page'

const checkedSet: CheckedSet = {
  id: 4,
  name: 'By ear',
  stratify: 'none',
  seed: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  frozenAt: null,
  tracks: 60,
  labelled: 50,
  withAudio: 60,
}

const version = (id: number): LabelVersion => ({
  id,
  scheme: byHand({ calmness: 1 / id }, {}, `scheme ${id}`),
  lexicon: 'Mine',
  licence: '',
  note: '',
  author: '',
  createdAt: '2026-01-01T00:00:00.000Z',
  labelled: 60,
  unlabelled: 0,
  active: id === 3,
  quadrants: [15, 15, 15, 15],
})

const estimate = { value: 0.031, low: 0.012, high: 0.05 }
const row = (id: number): ComparedLabels => ({
  version: id,
  name: `scheme ${id}`,
  tracks: 48,
  maeValence: 0.22,
  maeArousal: 0.19,
  r2Valence: 0.4,
  r2Arousal: 0.5,
  rValence: 0.7,
  rArousal: 0.8,
  quadrants: 0.625,
  error: estimate,
  difference: id === 1 ? null : { against: 1, valence: estimate, arousal: estimate, both: estimate },
  judgedInFit: 0,
  judgedInTraining: 0,
  conclusion: id === 1 ? '' : 'Version 3 is closer.',
})

/** Opens the dialog in Tags over versions, the newest first, as the program lists them. */
async function openDialog(
  sets: CheckedSet[],
  hasTruth: boolean,
  compared: readonly ComparedLabels[] | null = [row(1), row(3)],
  versions = [version(3), version(1)],
) {
  const api = giveWindowApi({
    'labels.versions': () => ({ ok: true, value: versions }),
    'checked.list': () => ({ ok: true, value: sets }),
    'labels.hasTruth': () => ({ ok: true, value: hasTruth }),
    'repair.list': () => ({ ok: true, value: [] }),
    'labels.compare': () =>
      compared
        ? { ok: true, value: { rows: [...compared], judge: 'the checked set “By ear”', notes: ['2 tracks are left out.'] } }
        : { ok: false, code: 'nothing-to-do', message: 'No track in common.', hint: 'Choose others.' },
  })
  const tools = await mountComponent(TagsTools, { draft: null, versions: [version(3)], canCommit: false })
  await tools.get('button').trigger('click')
  await flushPromises()
  await get('[data-testid=compare-versions]').trigger('click')
  await flushPromises()
  return { ...api, form: tools.getComponent({ name: 'VForm' }) }
}

it('holds all versions, the oldest first, against the judge, and shows differences with intervals and what may be concluded', async () => {
  const { calls, form } = await openDialog([checkedSet], true)
  await form.trigger('submit')
  await flushPromises()
  expect(calls.at(-1)).toEqual({
    name: 'labels.compare',
    argument: { versions: [1, 3], against: { kind: 'checked', setId: 4 } },
  })
  const [first, second] = form.findAll('tbody tr').map((shown) => shown.text())
  expect(first).toContain('1 · scheme 1')
  expect(second).toMatch(/63 %.*0\.031.*0\.012 … 0\.050/su)
  expect(form.get('[data-testid=conclusions]').text()).toMatch(
    /Version 3 is closer\..*0 are in the fit of a compared scheme and 0 train networks.*2 tracks are left out\./su,
  )
})

it('opens in Results too, before anything was trained', async () => {
  giveWindowApi({
    'runs.list': () => ({ ok: true, value: [] }),
    'labels.versions': () => ({ ok: true, value: [version(1)] }),
    'checked.list': () => ({ ok: true, value: [checkedSet] }),
    'labels.hasTruth': () => ({ ok: true, value: false }),
  })
  const results = await mountComponent(ResultsView)
  await results.get('[data-testid=compare-versions]').trigger('click')
  await flushPromises()
  expect(get('[data-testid=compared-versions]').text()).toContain('1 · scheme 1')
})

it('says how to get a version where there is none', async () => {
  await openDialog([checkedSet], true, null, [])
  expect(get('[data-testid=no-version]').text()).toContain('commit weights in Tags')
  expect(get('[data-testid=compare]').attributes('disabled')).toBeDefined()
})

it('forgets what it showed when other versions are chosen', async () => {
  const { form } = await openDialog([], true)
  await form.trigger('submit')
  await flushPromises()
  expect(form.find('table').exists()).toBe(true)
  await form.findAllComponents({ name: 'VSelect' })[0]?.setValue([3])
  expect(form.find('table').exists()).toBe(false)
})

it('says how to get a checked set where there is nothing to judge by, and compares nothing', async () => {
  const { calls, form } = await openDialog([{ ...checkedSet, labelled: 0 }], false)
  expect(form.get('[data-testid=no-judge]').text()).toContain('checked create')
  expect(form.get('[data-testid=compare]').attributes('disabled')).toBeDefined()
  await form.trigger('submit')
  expect(calls.map(({ name }) => name)).not.toContain('labels.compare')
})

it('shows no table when the versions have no track in common, and says so', async () => {
  const { form } = await openDialog([checkedSet], false, null)
  await form.trigger('submit')
  await flushPromises()
  expect(form.find('table').exists()).toBe(false)
  expect(useErrors().errors.value.map(({ message }) => message)).toEqual(['No track in common.'])
})

it('offers labelled checked sets before the true coordinates, and says that those are synthetic', () => {
  const choices = judgeChoices([checkedSet, { ...checkedSet, id: 5, labelled: 0 }], true)
  expect(choices.map(({ value }) => value)).toEqual(['checked:4', 'truth'])
  expect(choices[0]?.subtitle).toBe('checked set, 50 of 60 tracks labelled, not frozen yet')
  expect(choices[1]?.subtitle).toContain('synthetic')
})
