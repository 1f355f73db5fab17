// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import CommentsShare from '@renderer/tags/CommentsShare.vue'
import { mountComponent } from '../helpers/mount-component'

it('emits a share between 0 and 1 and shows it in percent', async () => {
  const share = await mountComponent(CommentsShare, { share: 0.35, tracks: 12 })
  expect(share.get('output').text()).toBe('35 %')
  await share.get('input').setValue(60)
  expect(share.emitted('share')).toEqual([[0.6]])
})

it('is left out where no track has comments, unless the scheme mixes them', async () => {
  expect((await mountComponent(CommentsShare, { share: 0, tracks: 0 })).find('input').exists()).toBe(false)
  expect((await mountComponent(CommentsShare, { share: 0.2, tracks: 0 })).find('input').exists()).toBe(true)
})
