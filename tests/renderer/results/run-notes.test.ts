// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { reactive } from 'vue'
import { VCombobox } from 'vuetify/components'
import { savePending } from '@renderer/api/pending-changes'
import { useResultsStore } from '@renderer/results/results-store'
import RunNotes from '@renderer/results/RunNotes.vue'
import RunsColumn from '@renderer/results/RunsColumn.vue'
import { useRunActions } from '@renderer/results/use-run-actions'
import { useRunFiles } from '@renderer/results/use-run-files'
import { metricsOf, runOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { useRunNote } from '@renderer/results/use-run-note'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { runInSetup } from '../helpers/run-in-setup'

const run = runOf({ note: 'first', tags: ['paper'], metrics: metricsOf(0.2) })
const noted = (calls: readonly { name: string; argument: unknown }[]) =>
  calls.filter(({ name }) => name === 'runs.note').map(({ argument }) => argument)

describe('the note of a run', () => {
  it('is kept while it is typed, and once more as one step when the field is left', async () => {
    const { calls } = giveWindowApi({ 'runs.note': answer(null) })
    const notes = await mountComponent(RunNotes, { run, known: ['paper'] })
    const field = notes.find<HTMLTextAreaElement>('[data-testid=run-note] textarea')
    expect(field.element.value).toBe('first')
    await field.setValue('first, ')
    await field.setValue('first, then ')
    await vi.waitFor(() => expect(noted(calls)).toEqual([{ runId: run.id, note: 'first, then ', typing: true }]))
    await field.trigger('blur')
    await field.trigger('blur')
    expect(noted(calls).slice(1)).toEqual([{ runId: run.id, note: 'first, then ', typing: false }])
  })

  it('is not lost when another library opens, and follows what is undone elsewhere', async () => {
    const { calls } = giveWindowApi({ 'runs.note': answer(null) })
    const props = reactive({ run, known: [] })
    const notes = await mountComponent(RunNotes, props)
    const field = notes.find<HTMLTextAreaElement>('[data-testid=run-note] textarea')
    await field.setValue('second')
    await savePending()
    expect(noted(calls)).toEqual([{ runId: run.id, note: 'second', typing: false }])
    props.run = { ...run, note: 'first' }
    await vi.waitFor(() => expect(field.element.value).toBe('first'))
  })

  it('is kept when its field goes while somebody types', () => {
    const { calls } = giveWindowApi({ 'runs.note': answer(null) })
    const takeDown = runInSetup(() => useRunNote(() => run).type('third'))
    takeDown()
    expect(noted(calls)).toEqual([{ runId: run.id, note: 'third', typing: false }])
  })

  it('stands beside tags, of which each change says what was added and what removed', async () => {
    const { calls } = giveWindowApi({ 'runs.tag': answer({ tags: [] }) })
    const notes = await mountComponent(RunNotes, { run, known: ['paper', 'draft'] })
    notes.findComponent(VCombobox).vm.$emit('update:modelValue', ['draft', 'a, b'])
    expect(calls.map(({ argument }) => argument)).toEqual([{ runId: run.id, add: ['draft', 'a', ' b'], remove: ['paper'] }])
  })
})

describe('the list of runs', () => {
  const other = runOf({ id: testRunId(2), name: 'Other', metrics: metricsOf(0.3), tags: ['draft'] })
  const archived = runOf({ id: testRunId(3), name: 'Old', metrics: metricsOf(0.3), tags: ['Paper'], archivedAt: '2026-01-02' })
  const column = async () => {
    giveWindowApi({ 'runs.list': answer([run, other, archived]), 'runs.epochs': answer([]), 'results.published': answer([]) })
    const pinia = createPinia()
    setActivePinia(pinia)
    const results = useResultsStore()
    await results.refresh()
    const shown = await mountComponent(RunsColumn, { shown: run, actions: useRunActions(), files: useRunFiles() }, { pinia })
    return { shown, results, names: () => shown.findAll('.name').map((name) => name.text()) }
  }

  it('hides archived runs until they are asked for', async () => {
    const { shown, names } = await column()
    expect(names()).toEqual(['Audio 1', 'Other'])
    await shown.get('[data-testid=show-archived]').trigger('click')
    expect(names()).toEqual(['Audio 1', 'Other', 'Old'])
    expect(shown.get('[data-testid=show-archived]').text()).toBe('Hide 1 archived run')
  })

  it('shows those with a tag, and keeps the shown and the ticked ones', async () => {
    const { shown, results, names } = await column()
    const [draft, paper] = shown.findAll('[data-testid=tag-filter]')
    await draft?.trigger('click')
    expect(names()).toEqual(['Audio 1', 'Other'])
    await draft?.trigger('click')
    await paper?.trigger('click')
    expect(names()).toEqual(['Audio 1'])
    results.compare(archived.id, true)
    await vi.waitFor(() => expect(names()).toEqual(['Audio 1', 'Old']))
  })
})
