// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import QueueEnd from '@renderer/annotate/QueueEnd.vue'
import { mountComponent } from '../helpers/mount-component'

async function open(labelled: number, left: number, checkedSet: string | null = null) {
  const asked: string[] = []
  const listeners = Object.fromEntries(['First', 'More', 'Sets', 'Library'].map((name) => [`on${name}`, () => asked.push(name)]))
  const end = await mountComponent(QueueEnd, { labelled, left, checkedSet, ...listeners })
  return { end, asked }
}

describe('the end of the queue', () => {
  it.each([
    [
      12,
      3,
      'End of the queue',
      '12 labelled, 3 left without a label.',
      ['Go to the first of them', 'Go to the Library'],
      ['First', 'Library'],
    ],
    [2, 1, 'End of the queue', '2 labelled, 1 left without a label.', ['Go to that track', 'Go to the Library'], ['First', 'Library']],
    [
      15,
      0,
      'The queue is done',
      '15 labelled, none left without a label.',
      ['Look for more tracks', 'Go to the Library'],
      ['More', 'Library'],
    ],
  ])('after %i labels with %i left offers what comes next', async (labelled, left, title, counts, buttons, actions) => {
    const { end, asked } = await open(labelled, left)
    expect(end.get('h2').text()).toBe(title)
    expect(end.get('p').text()).toBe(counts)
    expect(end.findAll('button').map((button) => button.text())).toEqual(buttons)
    for (const button of end.findAll('button')) await button.trigger('click')
    expect(asked).toEqual(actions)
  })

  it('leads on to freezing where the queue was a checked set', async () => {
    const { end, asked } = await open(12, 0, 'By ear')
    expect(end.get('h2').text()).toBe('The set “By ear” is labelled')
    const [first] = end.findAll('button')
    await first?.trigger('click')
    expect([first?.text(), asked]).toEqual(['Freeze it…', ['Sets']])
    expect((await open(11, 1, 'By ear')).end.get('h2').text()).toBe('End of the queue')
  })

  it('takes the focus itself, so that a further Enter presses no button', async () => {
    const { end } = await open(1, 1)
    expect(document.activeElement).toBe(end.element)
  })
})
