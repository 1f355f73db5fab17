// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { nextTick } from 'vue'
import ErrorsPanel from '@renderer/app/ErrorsPanel.vue'
import { logErrorsTo, useErrors } from '@renderer/ui/use-errors'
import { Failure } from '@shared/domain/failure'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

beforeEach(() => void giveWindowApi())

/** Takes what the window logs during this test. */
function takeLog(): string[] {
  const log: string[] = []
  logErrorsTo((entry) => log.push(entry))
  onTestFinished(() => logErrorsTo(() => {}))
  return log
}

describe('the errors panel', () => {
  it('shows the id of an unexpected error of the window, copies it, and logs its cause once', async () => {
    const log = takeLog()
    const { calls } = giveWindowApi({ 'app.copyText': () => ({ ok: true, value: null }) })
    const panel = await mountComponent(ErrorsPanel)
    const { show } = useErrors()
    show(new TypeError('the view is torn', { cause: new Error('no such row') }))
    show(new TypeError('the view is torn'))
    await nextTick()
    const [, id = ''] = /Error ([0-9a-f]{8})/.exec(panel.text()) ?? []
    expect(log).toHaveLength(1)
    expect(log[0]).toMatch(new RegExp(`^\\[${id}\\] TypeError: the view is torn\\n[^]*Caused by: Error: no such row`))
    await panel.get('button').trigger('click')
    expect(calls.map(({ argument }) => argument)).toEqual([{ text: expect.stringContaining(`id ${id}]`) }])
  })

  it('shows the id that an error has from elsewhere, and logs it no second time', async () => {
    const log = takeLog()
    const panel = await mountComponent(ErrorsPanel)
    useErrors().show(new Failure('worker-crashed', 'The worker ended.', 'Start again.', { id: '1a2b3c4d' }))
    await nextTick()
    expect(panel.text()).toContain('Error 1a2b3c4d')
    expect(log).toEqual([])
  })

  it('shows an expected failure without an id', async () => {
    const log = takeLog()
    const panel = await mountComponent(ErrorsPanel)
    useErrors().show(new Failure('disk-full', 'No space is left.', 'Free some.'))
    await nextTick()
    expect(panel.text()).toContain('No space is left.')
    expect(panel.text()).not.toMatch(/Error \w/)
    expect(log).toEqual([])
  })
})
