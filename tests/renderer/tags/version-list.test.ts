// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { LabelVersion } from '@shared/contract/labels'
import VersionList from '@renderer/tags/VersionList.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

const version = (id: number, active: boolean): LabelVersion => ({
  id,
  scheme: { kind: 'weights', name: `Scheme ${id}`, weights: { calmness: 0.5 }, minimumMass: 0, commentsShare: 0.2 },
  lexicon: 'Mine',
  licence: 'CC0-1.0',
  note: '',
  author: 'Ada',
  createdAt: '2026-01-01T00:00:00.000Z',
  labelled: 9654,
  unlabelled: 1,
  active,
  quadrants: [1, 2, 3, 4],
})

it('says of each version what its scheme does, and offers to return to those not in use', async () => {
  const { calls } = giveWindowApi({ 'labels.activate': () => ({ ok: true, value: version(1, true) }) })
  const list = await mountComponent(VersionList, { versions: [version(2, true), version(1, false)] })
  const [inUse, earlier] = list.findAll('li')
  expect(inUse?.text()).toContain('in use')
  expect(earlier?.text()).toMatch(/1 · Scheme 1.*calmness 0\.5, comments 20 %.*by Ada · 9,654 labelled · Mine \(CC0-1\.0\)/su)
  await list.get('[data-testid=activate-1]').trigger('click')
  await flushPromises()
  expect(calls).toEqual([{ name: 'labels.activate', argument: { versionId: 1 } }])
  expect(list.emitted('activated')).toHaveLength(1)
})

it('says what to do where there is none', async () => {
  giveWindowApi()
  expect((await mountComponent(VersionList, { versions: [] })).text()).toContain('Commit weights')
})
