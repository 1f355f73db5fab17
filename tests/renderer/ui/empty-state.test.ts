// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import EmptyState from '@renderer/ui/EmptyState.vue'
import { mountComponent } from '../helpers/mount-component'

it('says what the view is for and offers the next action', async () => {
  const view = await mountComponent(
    EmptyState,
    { title: 'No tracks yet', text: 'Import a folder of music.' },
    { slots: { default: 'Import' } },
  )
  expect(view.get('h2').text()).toBe('No tracks yet')
  expect(view.get('p').text()).toBe('Import a folder of music.')
  expect(view.get('.actions').text()).toBe('Import')
})
