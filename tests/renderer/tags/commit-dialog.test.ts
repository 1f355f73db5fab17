// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { Scheme } from '@shared/domain/schemes/scheme'
import CommitDialog from '@renderer/tags/CommitDialog.vue'
import { publishedDraft } from '@renderer/tags/edited-scheme'
import { byHand } from '../../helpers/schemes'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

const committed = { ok: true, value: { version: 2, labelled: 4, unlabelled: 0 } } as const

async function openDialog(scheme: Scheme, suggestedName: string) {
  const api = giveWindowApi({ 'labels.derive': () => committed })
  const dialog = await mountComponent(CommitDialog, {
    modelValue: true,
    scheme,
    suggestedName,
    changedQuadrant: 3,
    fixed: 'Labels imported from a file (2 tracks) win over tags and stay as they are.',
  })
  return { ...api, dialog, form: dialog.getComponent({ name: 'VForm' }) }
}

it('says what changes and what stays, and commits the scheme with its name and note', async () => {
  const { calls, dialog, form } = await openDialog(byHand({ calmness: 0.5 }, { commentsShare: 0.2 }), 'calmness 0.5')
  expect(document.body.textContent).toMatch(/3 tracks will lie in another quadrant\..+imported from a file \(2 tracks\)/su)
  const [name, note] = form.findAll('input, textarea:not([aria-hidden])')
  await name?.setValue(' Less calm ')
  await note?.setValue('It was everywhere')
  await form.trigger('submit')
  await flushPromises()
  expect(calls).toEqual([
    {
      name: 'labels.derive',
      argument: {
        scheme: byHand({ calmness: 0.5 }, { commentsShare: 0.2 }, 'Less calm'),
        note: 'It was everywhere',
      },
    },
  ])
  expect(dialog.emitted('committed')).toHaveLength(1)
  expect(dialog.emitted('update:modelValue')).toEqual([[false]])
})

it('stays open when the commit is refused', async () => {
  const { dialog, form } = await openDialog(publishedDraft, 'Published formula')
  giveWindowApi({ 'labels.derive': () => ({ ok: false, code: 'nothing-to-do', message: 'No track gets a label.', hint: 'Import tags.' }) })
  await form.trigger('submit')
  await flushPromises()
  expect(dialog.emitted('committed')).toBeUndefined()
  expect(dialog.emitted('update:modelValue')).toBeUndefined()
})
