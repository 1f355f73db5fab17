// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { learntSchema } from '@shared/contract/learning'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import LearnDialog from '@renderer/tags/LearnDialog.vue'
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
    { ...word, word: 'calmness', weight: 0.2, isLearnt: true, arguing: [7, 3] },
    { ...word, word: 'awe', weight: 1.4, tracks: 1, isLearnt: false, arguing: [] },
  ],
  heldOut: { before: 0.22, after: 0.18, low: 0.02, high: 0.06, enough: true, tracks: 50 },
  sentence: 'The learnt weights are closer to what people hear.',
})

it('learns on demand, shows weights with their reasons, and hands the scheme over for preview', async () => {
  const { calls } = giveWindowApi({ 'schemes.learn': answer(learnt) })
  const { dialog, isOpen } = await openDialog(LearnDialog)
  await get('[data-testid=learn-coordinates] input').setValue(true)
  await press('Learn')
  expect(calls).toEqual([{ name: 'schemes.learn', argument: { movesCoordinates: true, seed: 1 } }])
  expect(get('[data-testid=held-out]').text()).toBe(learnt.sentence)
  expect(all('[data-testid=learnt-calmness] td').map((cell) => cell.text())).toEqual(['0.20', '0.10 to 0.30', '12', '2 tracks'])
  expect(get('[data-testid=learnt-awe]').text()).toContain('as by occurrence')
  await press('Preview these weights')
  expect([dialog.emitted('preview'), isOpen()]).toEqual([[[learnt.scheme]], false])
})

it('selects the tracks that argue for a word and opens the first', async () => {
  giveWindowApi({ 'schemes.learn': answer(learnt) })
  const pinia = createPinia()
  const { dialog } = await openDialog(LearnDialog, {}, { pinia })
  await press('Learn')
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
