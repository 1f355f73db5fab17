// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { keyList } from '@renderer/annotate/annotate-keys'
import KeyMapDialog from '@renderer/annotate/KeyMapDialog.vue'
import { mountComponent } from '../helpers/mount-component'

it('lists every key of the view with what it does, and closes', async () => {
  const closed: boolean[] = []
  await mountComponent(KeyMapDialog, { modelValue: true, 'onUpdate:modelValue': (open: boolean) => closed.push(open) })
  const texts = (selector: string): string[] => [...document.querySelectorAll(selector)].map((element) => element.textContent.trim())
  expect(texts('kbd')).toEqual(keyList.map(({ shown }) => shown))
  expect(texts('dd')).toEqual(keyList.map(({ does }) => does))
  document.querySelector<HTMLElement>('.dialog-actions button')?.click()
  expect(closed).toEqual([false])
})
