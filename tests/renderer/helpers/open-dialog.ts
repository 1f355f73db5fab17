import { flushPromises, type VueWrapper } from '@vue/test-utils'
import type { Pinia } from 'pinia'
import { type Component, reactive } from 'vue'
import { mountComponent } from './mount-component'

/** A dialog that was opened, and whether it still is. */
export interface OpenedDialog {
  readonly dialog: VueWrapper
  readonly isOpen: () => boolean
  /** Closes it as its view would, or opens it again. */
  readonly turn: (open: boolean) => Promise<void>
}

/** Mounts a dialog closed, as views do, and opens it. */
export async function openDialog(
  component: Component,
  props: Record<string, unknown> = {},
  options: { pinia?: Pinia } = {},
): Promise<OpenedDialog> {
  const state = reactive<Record<string, unknown>>({
    ...props,
    modelValue: false,
    'onUpdate:modelValue': (open: boolean) => (state['modelValue'] = open),
  })
  const dialog = await mountComponent(component, state, options)
  const turn = async (open: boolean): Promise<void> => {
    state['modelValue'] = open
    await flushPromises()
  }
  await turn(true)
  return { dialog, isOpen: () => state['modelValue'] === true, turn }
}
