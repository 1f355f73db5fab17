// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import type { Job } from '@shared/contract/jobs'
import { learntSchema } from '@shared/contract/learning'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import LearnDialog from '@renderer/tags/LearnDialog.vue'
import { jobOf } from '../../helpers/job'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { openDialog } from '../helpers/open-dialog'
import { all, button, get, press } from '../helpers/page'

const word = { low: 0.1, high: 0.3, prior: 0.2, valence: 0.6, arousal: -0.8, tracks: 12 }
const learnt = learntSchema.parse({
  scheme: {
    kind: 'learnt',
    name: 'Learnt',
    learntWeights: { calmness: 0.2, awe: 1.4 },
    coordinates: null,
    fit: { tracks: 50, strength: 1, seed: 1, trackIds: [1, 2] },
    ...noModifiers,
  },
  words: [
    { ...word, word: 'awe', weight: 1.4, tracks: 1, isLearnt: false, arguing: [] },
    { ...word, word: 'calmness', weight: 0.2, isLearnt: true, arguing: [7, 3] },
  ],
  heldOut: { before: 0.22, after: 0.18, low: 0.02, high: 0.06, enough: true, tracks: 50, inUse: null },
  sentence: 'The learnt weights are closer to what people hear.',
})

/** A dialog in which *Learn* was pressed, and a way to report how the job goes. */
async function startLearning(pinia = createPinia()) {
  const { calls, send } = giveWindowApi({ 'schemes.learn': answer({ jobId: 'learning-1' }), 'jobs.cancel': answer(null) })
  const opened = await openDialog(LearnDialog, {}, { pinia })
  const report = async (part: Partial<Job>): Promise<void> => {
    send({ type: 'job', job: jobOf({ id: 'learning-1', kind: 'learning', title: 'Learn from people', ...part }) })
    await flushPromises()
  }
  return { ...opened, calls, report }
}

it('learns on demand, shows weights with their reasons, and hands the scheme over for preview', async () => {
  const { calls, report, dialog, isOpen } = await startLearning()
  await get('[data-testid=learn-coordinates] input').setValue(true)
  await press('Learn')
  expect(calls).toContainEqual({ name: 'schemes.learn', argument: { movesCoordinates: true, seed: 1 } })
  await report({ state: 'done', value: learnt })
  expect(get('[data-testid=held-out]').text()).toBe(learnt.sentence)
  expect(all('[data-testid=learnt-calmness] td').map((cell) => cell.text())).toEqual(['0.20', '0.10 to 0.30', '12', '2 tracks'])
  expect(all('[aria-label="Learnt weights"] tbody th').map((cell) => cell.text())).toEqual(['calmness', 'awe'])
  expect(get('[data-testid=learnt-awe]').text()).toContain('as by occurrence')
  await press('Preview these weights')
  expect([dialog.emitted('preview'), isOpen()]).toEqual([[[learnt.scheme]], false])
})

it('shows how far it is, can be cancelled, and may begin again', async () => {
  const { calls, report } = await startLearning()
  await press('Learn')
  await report({ done: 30, total: 120 })
  expect(get('[aria-label="Learn from people"].job').text()).toContain('30 of 120')
  expect(button('Learn').attributes('disabled')).toBeDefined()
  await press('Cancel')
  expect(calls).toContainEqual({ name: 'jobs.cancel', argument: { jobId: 'learning-1' } })
  await report({ state: 'cancelled' })
  expect(all('[data-testid=learnt-preview]')).toHaveLength(0)
  expect(button('Learn').attributes('disabled')).toBeUndefined()
})

it('selects the tracks that argue for a word and opens the first', async () => {
  const pinia = createPinia()
  const { report, dialog } = await startLearning(pinia)
  await press('Learn')
  await report({ state: 'done', value: learnt })
  await press('2 tracks')
  expect([...useSelectionStore(pinia).selectedTrackIds]).toEqual([7, 3])
  expect(dialog.emitted('open')).toEqual([[7]])
})

it('shows nothing to preview where learning is refused', async () => {
  giveWindowApi({ 'schemes.learn': refusal('Too few tracks are labelled.') })
  await openDialog(LearnDialog)
  await press('Learn')
  expect(all('[data-testid=learnt-preview]')).toHaveLength(0)
  expect(button('Learn').attributes('disabled')).toBeUndefined()
})
