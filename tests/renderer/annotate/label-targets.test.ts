// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import LabelTargets from '@renderer/annotate/LabelTargets.vue'
import { mountComponent } from '../helpers/mount-component'

const excerpts = [
  { id: 4, trackId: 1, startSeconds: 0, endSeconds: 73, label: null },
  { id: 9, trackId: 1, startSeconds: 80, endSeconds: 95, label: null },
]

async function open(chosenId: number | null, canAdd = true) {
  const asked: unknown[] = []
  const targets = await mountComponent(LabelTargets, {
    chosenId,
    excerpts,
    canAdd,
    lengthSeconds: 10,
    'onUpdate:chosenId': (id: number | null) => asked.push(['choose', id]),
    onCreate: () => asked.push('create'),
    onDelete: (id: number) => asked.push(['delete', id]),
  })
  return { targets, asked }
}

it('offers the whole track and each excerpt with its range', async () => {
  const { targets, asked } = await open(9)
  const choices = targets.findAll('[role=radio]')
  expect(choices.map((choice) => choice.text())).toEqual(['Whole track', 'Excerpt 1 0:00–1:13', 'Excerpt 2 1:20–1:35'])
  expect(choices.map((choice) => choice.attributes('aria-checked'))).toEqual(['false', 'false', 'true'])
  for (const choice of choices) await choice.trigger('click')
  expect(asked).toEqual([
    ['choose', null],
    ['choose', 4],
    ['choose', 9],
  ])
})

it('deletes the chosen excerpt only, and makes a new one where there is audio', async () => {
  const { targets, asked } = await open(4)
  expect(targets.findAll('[aria-label^=Delete]')).toHaveLength(1)
  await targets.get('[aria-label="Delete excerpt 1"]').trigger('click')
  await targets.get('[data-testid=new-excerpt]').trigger('click')
  expect(asked).toEqual([['delete', 4], 'create'])
  expect((await open(null, false)).targets.find('[data-testid=new-excerpt]').exists()).toBe(false)
})
