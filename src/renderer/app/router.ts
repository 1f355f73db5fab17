import { createMemoryHistory, createRouter, type RouteRecordRaw, type Router } from 'vue-router'
import { views } from './views'

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/library' },
  ...views.map((view): RouteRecordRaw => ({ path: `/${view.name}`, name: view.name, component: view.load, meta: { title: view.title } })),
]

/** Routes live in memory: a desktop window has no address bar. */
export function createViewRouter(): Router {
  return createRouter({ history: createMemoryHistory(), routes })
}
