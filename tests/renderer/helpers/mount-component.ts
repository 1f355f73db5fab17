import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { onTestFinished } from 'vitest'
import { type Component, h } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { VApp } from 'vuetify/components'
import { views } from '@renderer/app/views'
import { vuetify } from '@renderer/app/vuetify'

/** Dialogs ask where the window shows its page; happy-dom has a window without zoom, but no word for it. */
function giveVisualViewport(): void {
  if ('visualViewport' in globalThis) return
  const viewport = Object.assign(new EventTarget(), { offsetLeft: 0, offsetTop: 0, width: window.innerWidth, height: window.innerHeight })
  Object.assign(globalThis, { visualViewport: viewport })
}

/** Takes the component and all that the window remembered out of the way of the next test, which may run in the same process. */
function leaveNothingBehind(wrapper: VueWrapper, pinia: Pinia): void {
  wrapper.unmount()
  disposePinia(pinia)
  document.body.replaceChildren()
  localStorage.clear()
}

/** The window's routes without their views, which would load in the background while the test runs. */
function createEmptyRoutes(): Router {
  const component = { render: () => null }
  const routes = views.map(({ name }) => ({ path: `/${name}`, name, component }))
  return createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component }, ...routes] })
}

/**
 * Mounts a component as the window does: within the app's frame, with its theme, its stores and routes that lead nowhere. Set the
 * answers of the main process with `giveWindowApi` before. A test file that calls this runs in a DOM: its first line is the comment
 * `// @vitest-environment happy-dom`.
 * @param props a reactive object, where they change during the test
 * @returns the mounted component, after its first calls were answered; the end of the test takes it down again
 */
export async function mountComponent(
  component: Component,
  props: Record<string, unknown> = {},
  { pinia = createPinia(), slots = {} }: { pinia?: Pinia; slots?: Record<string, string> } = {},
): Promise<VueWrapper> {
  setActivePinia(pinia)
  giveVisualViewport()
  const wrapper = mount(
    {
      render: () => h(VApp, () => h(component, props, Object.fromEntries(Object.entries(slots).map(([name, text]) => [name, () => text])))),
    },
    { global: { plugins: [pinia, createEmptyRoutes(), vuetify] }, attachTo: document.body },
  )
  onTestFinished(() => leaveNothingBehind(wrapper, pinia))
  await flushPromises()
  return wrapper.findComponent(component)
}
