import { createPinia, disposePinia, setActivePinia } from 'pinia'
import { onTestFinished } from 'vitest'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

/**
 * Calls a composable as a component does, with stores and a route; the component ends with the test.
 * @param query of the route, such as `{ ids: '4,8' }`
 */
export async function inComponent<Value>(use: () => Value, query: Record<string, string> = {}): Promise<Value> {
  const results: Value[] = []
  const pinia = createPinia()
  setActivePinia(pinia)
  const page = { render: () => null }
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: page }] })
  await router.push({ path: '/', query })
  const component = {
    setup: () => {
      results.push(use())
      return () => h('div')
    },
  }
  const app = createApp(component).use(pinia).use(router)
  app.mount(document.createElement('div'))
  onTestFinished(() => {
    app.unmount()
    disposePinia(pinia)
  })
  const [result] = results
  if (result === undefined) throw new Error('The composable gave nothing.')
  return result
}
