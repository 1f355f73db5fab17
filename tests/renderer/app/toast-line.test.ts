// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import ToastLine from '@renderer/app/ToastLine.vue'
import { jobOf } from '../../helpers/job'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

it('leaves the name of a running job its room, and takes it back', async () => {
  const { send } = giveWindowApi()
  const line = await mountComponent(ToastLine)
  expect(line.classes()).not.toContain('beside-job')
  const job = jobOf({ id: 'import', kind: 'import-audio', title: 'Import audio' })
  send({ type: 'job', job })
  await flushPromises()
  expect(line.classes()).toContain('beside-job')
  send({ type: 'job', job: { ...job, state: 'done' } })
  await flushPromises()
  expect(line.classes()).not.toContain('beside-job')
})

it('no style asks what else the window holds, which would cost every change of text', () => {
  const files = readdirSync('src/renderer', { recursive: true, encoding: 'utf8' }).filter((name) => /\.(css|vue)$/.test(name))
  expect(files.length).toBeGreaterThan(100)
  const withHas = files.filter((name) => /:has\([^`]*\{/.test(readFileSync(join('src/renderer', name), 'utf8')))
  expect(withHas).toEqual([])
})
