// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { type Comparison, comparisonSchema } from '@shared/contract/comparison'
import { compareEntries } from '@shared/domain/run-comparison/compare'
import { errorGroups } from '@shared/domain/run-comparison/error-groups'
import { figureSums } from '@shared/domain/run-comparison/figure-sums'
import { resample } from '@shared/domain/run-comparison/resampled'
import { createRandom } from '@shared/domain/random'
import ComparePane from '@renderer/results/compare/ComparePane.vue'
import { differenceTable } from '@renderer/results/compare/compare-tables'
import { jobOf } from '../../../helpers/job'
import { baselineOf, metricsOf, runOf } from '../../../helpers/run'
import { testRunId } from '../../../helpers/run-id'
import { giveWindowApi, type WindowAnswer } from '../../../helpers/window-api'
import { answer } from '../../helpers/answers'
import { mountComponent } from '../../helpers/mount-component'

const random = createRandom(4)
const tracks = Array.from({ length: 60 }, (_, index) => ({
  ...{ trackId: index + 1, valence: random.next() * 2 - 1, arousal: random.next() * 2 - 1, group: String(index) },
}))
const noisy = (deviation: number) =>
  tracks.map(({ valence, arousal }) => ({ valence: valence + deviation * random.normal(), arousal: arousal + deviation * random.normal() }))

/** As the program answers: a good run with two seeds and a bad one. */
function comparison(): Comparison {
  const entries = [
    { key: 'good', members: [noisy(0.1), noisy(0.1)] },
    { key: 'bad', members: [noisy(0.5)] },
  ]
  const traits = tracks.map(() => ({ tags: ['rock'], source: 'people', durationSeconds: 100 }))
  const settings = { resamples: 100, seed: 1 }
  const measured = compareEntries(tracks, entries, errorGroups(tracks, traits), resample(figureSums(tracks, entries), settings))
  const names = ['Good', 'Bad']
  return comparisonSchema.parse({
    ...measured,
    ...settings,
    tracks: tracks.map(({ trackId }) => ({ trackId, externalId: null, title: `Title ${trackId}`, artist: '', path: null })),
    by: 'track',
    groups: tracks.length,
    against: 'the labels of the dataset “All”',
    entries: measured.entries.map(({ members, ...entry }, index) => ({
      ...entry,
      ...{ kind: 'run', name: names[index], note: 'audio', figuresOfMembers: members },
      members: members.map((_, seed) => ({ ref: { kind: 'run', runId: testRunId(index + 1) }, name: names[index], seed, tracks: 60 })),
    })),
    settings: [{ setting: 'epochs', values: ['60', '5'] }],
    agreement: [],
    notes: ['60 tracks are enough.'],
  })
}

const run = runOf({ metrics: metricsOf(0.2), baselines: [baselineOf('ridge', 0.1)] })

async function openPane(compare: WindowAnswer) {
  const api = giveWindowApi({
    'runs.list': answer([run]),
    'runs.predictions': answer([]),
    'runs.epochs': answer([]),
    'runs.compare': compare,
    'predictions.list': answer([]),
    'jobs.cancel': answer(null),
    'checked.list': answer([]),
    'labels.hasTruth': answer(true),
    'results.published': answer([]),
  })
  const pinia = createPinia()
  const { useRunsStore } = await import('@renderer/api/stores/runs-store')
  await useRunsStore(pinia).refresh()
  const pane = await mountComponent(ComparePane, {}, { pinia })
  await new Promise((resolve) => setTimeout(resolve, 200))
  await flushPromises()
  return { api, pane }
}

describe('the comparison', () => {
  it('names its tracks and shows figures, differences, seeds, settings, quadrants, calibration and errors', async () => {
    const { api, pane } = await openPane(answer(comparison()))
    expect(pane.get('[data-testid="compare-headline"]').text()).toBe(
      'On 60 common tracks, measured by the labels of the dataset “All”; 95 % intervals draw tracks.',
    )
    expect(pane.text()).toContain('60 tracks are enough.')
    for (const table of ['figures', 'differences', 'over-seeds', 'settings', 'quadrants', 'confusion', 'calibration', 'errors'])
      expect(pane.find(`[data-testid="compare-${table}"]`).exists(), table).toBe(true)
    expect(pane.find('[data-testid="compare-annotators"]').exists()).toBe(false)
    const figures = pane.get('[data-testid="compare-figures"]')
    const bold = figures.findAll('tbody tr').map((row) => row.findAll('td.bold').length)
    expect(bold[0]).toBeGreaterThan(8)
    expect(bold[1]).toBe(0)
    expect(pane.text()).not.toMatch(/NaN|undefined/u)
    const [asked] = api.calls.filter(({ name }) => name === 'runs.compare')
    expect(asked?.argument).toMatchObject({ entries: [{ kind: 'run', runId: run.id }], against: { kind: 'runs' }, groupSeeds: true })
  })

  it('says why runs cannot be compared', async () => {
    const { pane } = await openPane(() => ({ ok: false, code: 'nothing-to-do', message: 'They share no track.', hint: 'Use folds.' }))
    expect(pane.get('[data-testid="compare-problem"]').text()).toBe('They share no track. Use folds.')
    expect(pane.find('[data-testid="compare-figures"]').exists()).toBe(false)
  })
})

describe('the table of differences', () => {
  it('turns with the entry that is subtracted, and puts errors on the shown scale', () => {
    const found = comparison()
    const [minusGood] = differenceTable(found, 'good', '-1-1').rows
    const [minusBad] = differenceTable(found, 'bad', '-1-1').rows
    expect(minusGood?.name).toBe('Bad')
    expect(minusBad?.name).toBe('Good')
    expect(minusBad?.cells[0]?.text).toBe(`−${minusGood?.cells[0]?.text ?? ''}`)
    const half = differenceTable(found, 'good', '0-1').rows[0]?.cells[0]?.text
    expect(Number(half)).toBeCloseTo(Number(minusGood?.cells[0]?.text) / 2, 1)
    expect(minusGood?.cells[0]).toMatchObject({ bold: true })
    expect(minusGood?.cells[0]?.small).toMatch(/\np \.\d+$/u)
  })
})

describe('a comparison over thousands of tracks', () => {
  it('says how far it is, can be cancelled, and begun again', async () => {
    const refused = { ok: false as const, code: 'cancelled' as const, message: 'Cancelled.', hint: 'Again.' }
    const { api, pane } = await openPane(() => new Promise((resolve) => setTimeout(() => resolve(refused), 400)))
    const job = jobOf({ kind: 'comparison', subject: 'runs', title: 'Compare 5 on 9,000 tracks', done: 500, total: 2000, secondsLeft: 3 })
    api.send({ type: 'job', job })
    await flushPromises()
    expect(pane.get('[data-testid="compare-progress"]').text()).toContain('2,000 draws · 0:03 left')
    await pane.get('[data-testid="compare-progress"] button').trigger('click')
    expect(api.calls.at(-1)).toEqual({ name: 'jobs.cancel', argument: { jobId: job.id } })
    api.send({ type: 'job', job: { ...job, state: 'cancelled' } })
    await vi.waitFor(() => expect(pane.get('[data-testid="compare-problem"]').text()).toContain('The comparison was cancelled.'))
    const asked = api.calls.filter(({ name }) => name === 'runs.compare').length
    await pane.get('[data-testid="compare-again"]').trigger('click')
    await flushPromises()
    expect(api.calls.filter(({ name }) => name === 'runs.compare')).toHaveLength(asked + 1)
  })
})
