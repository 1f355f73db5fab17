import { call } from '@renderer/api/client'
import { onAppEvent, onChanged } from '@renderer/api/events'
import { changeLibrary } from '@renderer/api/library-change'
import { useErrors } from '@renderer/ui/use-errors'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { giveWindowApi } from '../../helpers/window-api'

afterEach(() => vi.unstubAllGlobals())

describe('call', () => {
  it('gives the value of an answer', async () => {
    const { calls } = giveWindowApi({ 'undo.state': () => ({ ok: true, value: { undo: 'Label placed', redo: null } }) })
    expect(await call('undo.state', null)).toEqual({ undo: 'Label placed', redo: null })
    expect(calls).toEqual([{ name: 'undo.state', argument: null }])
  })

  it('throws a refusal as a Failure with its code and hint', async () => {
    giveWindowApi({
      'library.open': () => ({ ok: false, code: 'library-locked', message: 'It is open elsewhere.', hint: 'Close it there.' }),
    })
    await expect(call('library.open', { path: '/a' })).rejects.toMatchObject({
      name: 'Failure',
      code: 'library-locked',
      hint: 'Close it there.',
    })
  })
})

describe('a call about the library that the window shows', () => {
  afterEach(() => changeLibrary(null))

  it('names it, and one about the program names none', async () => {
    const named: [string, string | null][] = []
    const note = (name: string) => (_argument: unknown, library: string | null) => {
      named.push([name, library])
      return { ok: true, value: null } as const
    }
    const names = ['undo.state', 'settings.get', 'library.current'] as const
    giveWindowApi(Object.fromEntries(names.map((name) => [name, note(name)])))
    changeLibrary('/a.circumplex')
    for (const name of names) await call(name, null)
    expect(named).toEqual([
      ['undo.state', '/a.circumplex'],
      ['settings.get', null],
      ['library.current', null],
    ])
  })

  it.each([
    ['value', { ok: true, value: { undo: 'Of the former', redo: null } }],
    ['failure', { ok: false, code: 'not-found', message: 'There is no track 11.', hint: 'Reload the list.' }],
  ] as const)('ends as cancelled, whatever its %s, when another one is shown meanwhile', async (_what, answer) => {
    const { errors, guard } = useErrors()
    giveWindowApi({
      'undo.state': async () => {
        await Promise.resolve()
        changeLibrary('/b.circumplex')
        return answer
      },
    })
    changeLibrary('/a.circumplex')
    expect(await guard(() => call('undo.state', null))).toBeUndefined()
    expect(errors.value).toEqual([])
    expect(await guard(() => call('undo.state', null))).toEqual(answer.ok ? answer.value : undefined)
    expect(errors.value.map(({ message }) => message)).toEqual(answer.ok ? [] : [answer.message])
  })
})

describe('onAppEvent', () => {
  it('hears the program once for all that listen', () => {
    const { send, listenerCount } = giveWindowApi()
    const heard: string[] = []
    const stops = ['a', 'b'].map((name) => onAppEvent('command', () => heard.push(name)))
    expect(listenerCount()).toBe(1)
    send({ type: 'command', command: 'undo' })
    stops.forEach((stop) => stop())
    expect(heard).toEqual(['a', 'b'])
    expect(listenerCount()).toBe(0)
  })

  it('hears its own kind only, until its scope ends', () => {
    const { send, listenerCount } = giveWindowApi()
    const heard: string[] = []
    const scope = effectScope()
    scope.run(() => onAppEvent('command', ({ command }) => heard.push(command)))
    send({ type: 'command', command: 'undo' })
    send({ type: 'changed', topics: ['tracks'] })
    scope.stop()
    send({ type: 'command', command: 'redo' })
    expect(heard).toEqual(['undo'])
    expect(listenerCount()).toBe(0)
  })

  it('reports changes of the named parts only', () => {
    const { send } = giveWindowApi()
    let count = 0
    const stop = onChanged(['labels', 'tags'], () => (count += 1))
    send({ type: 'changed', topics: ['runs'] })
    send({ type: 'changed', topics: ['runs', 'tags', 'labels'] })
    stop()
    send({ type: 'changed', topics: ['tags'] })
    expect(count).toBe(1)
  })
})
