// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { schemeSchema } from '@shared/contract/schemes'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { wordStatistics } from '@shared/domain/tag-statistics'
import { publishedDraft } from '@renderer/tags/edited-scheme'
import { keepDraft, keptDraft } from '@renderer/tags/kept-draft'
import { fieldsOf, offeredKinds } from '@renderer/tags/scheme-forms'
import SchemeForm from '@renderer/tags/SchemeForm.vue'
import type { Scheme } from '@shared/domain/schemes/scheme'
import { byHand } from '../../helpers/schemes'
import { matrixOf } from '../../helpers/tag-matrices'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'
import { get } from '../helpers/page'
import { moodWords, taggedSongs } from '../helpers/tagged-songs'

const matrix = matrixOf(moodWords, taggedSongs)
const words = wordStatistics(matrix)
const damped: Scheme = { kind: 'damped', name: 'x', by: 'sqrt', ...noModifiers, weights: { anger: 0 } }
const mountForm = (scheme: Scheme) => mountComponent(SchemeForm, { scheme, matrix, words })
const changesOf = (form: Awaited<ReturnType<typeof mountForm>>) => form.emitted('change')?.map(([scheme]) => scheme)

beforeEach(() => void giveWindowApi())

it.each(offeredKinds.filter(({ begin }) => begin !== null))('begins $kind with a scheme that can be committed', ({ kind, begin }) => {
  const scheme = begin?.(matrix, { ...noModifiers, weights: { anger: 0 } })
  expect(schemeSchema.parse(scheme)).toEqual(scheme)
  expect(scheme?.kind).toBe(kind)
})

it('another kind keeps what was changed by hand; the published formula drops it', async () => {
  const form = await mountForm(byHand({ anger: 0 }, { minimumMass: 2 }))
  await form.get('[data-testid=presets]').trigger('click')
  await get('[data-testid=scheme-excess]').trigger('click')
  await get('[data-testid=scheme-published]').trigger('click')
  expect(changesOf(form)).toEqual([
    { kind: 'excess', name: 'Draft', strength: 1, weights: { anger: 0 }, minimumMass: 2, commentsShare: 0 },
    publishedDraft,
  ])
})

it('every kind has its own settings', async () => {
  const form = await mountForm(damped)
  await form.get('[data-testid=scheme-by-log]').trigger('click')
  await form.get('[data-testid=scheme-minimum-mass]').setValue('3')
  expect(changesOf(form)).toEqual([
    { ...damped, by: 'log' },
    { ...damped, name: 'Draft', minimumMass: 3 },
  ])
})

it('words are left out and taken back', async () => {
  const form = await mountForm({ kind: 'neutralising', name: 'x', words: ['calmness'], ...noModifiers })
  await form.get('[data-testid=scheme-words]').trigger('click')
  await get('[data-testid=left-out-anger]').trigger('click')
  await get('[data-testid=left-out-calmness]').trigger('click')
  expect(changesOf(form)).toMatchObject([{ words: ['calmness', 'anger'] }, { words: [] }])
})

it('a number out of range becomes the nearest that a scheme may have, and no number changes nothing', async () => {
  const form = await mountForm({ kind: 'occurrence', name: 'x', measure: 'mass', exponent: 1, cap: 50, ...noModifiers })
  for (const value of ['0.2', '', '5000']) await form.get('[data-testid=scheme-cap]').setValue(value)
  expect(changesOf(form)).toMatchObject([{ cap: 1 }, { cap: 200 }])
})

it('a setting of each kind explains itself', () => {
  for (const { begin } of offeredKinds) {
    for (const { explanation } of begin ? fieldsOf(begin(matrix, noModifiers)) : []) expect(explanation.length).toBeGreaterThan(10)
  }
})

it('a draft is kept per library; one that cannot be read is none', () => {
  keepDraft('/music/One.circumplex', damped)
  expect(keptDraft('/music/One.circumplex')).toEqual(damped)
  expect(keptDraft('/music/Two.circumplex')).toBeNull()
  localStorage.setItem('circumplex.tags.draft:/music/Two.circumplex', '{"kind":"occurrence","exponent":9}')
  expect(keptDraft('/music/Two.circumplex')).toBeNull()
  localStorage.setItem('circumplex.tags.draft:/music/Two.circumplex', 'nothing')
  expect(keptDraft('/music/Two.circumplex')).toBeNull()
  keepDraft('/music/One.circumplex', null)
  expect(keptDraft('/music/One.circumplex')).toBeNull()
})
