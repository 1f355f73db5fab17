// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { labelSources } from '@shared/domain/label'
import PlaneLegend from '@renderer/charts/PlaneLegend.vue'
import { predictionSource, shapeOfSource, shapesOf } from '@renderer/charts/plane-types'
import { planeOf } from '../../helpers/planes'
import { mountComponent } from '../helpers/mount-component'

it('gives every source a mark of its own, and names it in one word', async () => {
  const plane = planeOf([...labelSources.keys(), predictionSource].map((source) => [0, 0, source]))
  const shapes = shapesOf(plane)
  expect(new Set(shapes).size).toBe(labelSources.length + 1)
  expect(shapeOfSource(labelSources.indexOf('comments'))).toBe('triangle')
  const legend = await mountComponent(PlaneLegend, { shapes, density: false, movements: false })
  expect(legend.findAll('span').map((entry) => entry.text())).toEqual(['people', 'imported', 'tags', 'comments', 'models'])
})
