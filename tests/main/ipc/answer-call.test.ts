import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerCall, type CallRoutes } from '@main/ipc/answer-call'
import { createGrantedPaths } from '@main/ipc/granted-paths'
import type { AppChannelName, Handlers } from '@shared/contract/channels'
import { fail } from '@shared/domain/failure'
import { z } from 'zod'

const mainFrame = { url: 'circumplex-app://window/' }
const ourWindow = { senderFrame: mainFrame, sender: { mainFrame } }

const app: Handlers<AppChannelName> = {
  'app.info': () => fail('unsupported', 'No version.', 'Build it.'),
  'app.diagnostics': () => {
    throw new TypeError('the log is torn')
  },
  'app.log': () => null,
  'app.chooseFolder': ({ title }) => `/${title}`,
  'app.chooseFile': () => null,
  'app.chooseSave': () => null,
  'app.showInFolder': () => null,
  'app.writePdf': () => null,
  'app.copyText': () => null,
}

function routes(): CallRoutes & { served: string[]; logged: string[] } {
  const served: string[] = []
  const logged: string[] = []
  return {
    addresses: ['circumplex-app://window/'],
    app,
    service: (name, argument, library) => {
      served.push(`${name} ${JSON.stringify(argument)} ${library}`)
      return Promise.resolve({ ok: true, value: 'served' })
    },
    mayWrite: () => false,
    log: (entry) => logged.push(entry),
    served,
    logged,
  }
}

describe('a call of the window', () => {
  it('is handed to the services with its argument, and their answer given back', async () => {
    const table = routes()
    expect(await answerCall(table, ourWindow, { name: 'tracks.show', argument: { trackId: 1 } })).toEqual({ ok: true, value: 'served' })
    expect(table.served).toEqual(['tracks.show {"trackId":1} null'])
  })

  it('is handed on with the library that it is about, where it names one', async () => {
    const table = routes()
    for (const library of ['/a.circumplex', 7]) await answerCall(table, ourWindow, { name: 'undo.state', argument: null, library })
    expect(table.served).toEqual(['undo.state null /a.circumplex', 'undo.state null null'])
  })

  it.each([
    ['a page of another site', { senderFrame: { url: 'https://window/' }, sender: { mainFrame } }],
    ['a frame within our page', { senderFrame: { url: mainFrame.url }, sender: { mainFrame } }],
    ['a frame that is gone', { senderFrame: null, sender: { mainFrame } }],
  ])('from %s is refused', async (_who, sender) => {
    const table = routes()
    expect(await answerCall(table, sender, { name: 'tracks.show', argument: { trackId: 1 } })).toMatchObject({
      ok: false,
      code: 'forbidden',
    })
    expect(table.served).toEqual([])
  })

  it.each(['no.such.call', 'constructor', 7, null])('of no channel (%s) is refused', async (name) => {
    expect(await answerCall(routes(), ourWindow, { name, argument: null })).toMatchObject({ ok: false, code: 'forbidden' })
  })

  it('that main answers has its argument and its result checked', async () => {
    expect(await answerCall(routes(), ourWindow, { name: 'app.chooseFolder', argument: { title: 'Music', create: false } })).toEqual({
      ok: true,
      value: '/Music',
    })
    expect(await answerCall(routes(), ourWindow, { name: 'app.chooseFolder', argument: { title: 3 } })).toMatchObject({
      ok: false,
      code: 'invalid-argument',
      message: expect.stringContaining('the argument of app.chooseFolder (title)'),
    })
    const wrong: CallRoutes = { ...routes(), app: { ...app, 'app.chooseFile': () => z.custom<string>().parse({ path: '/a' }) } }
    expect(await answerCall(wrong, ourWindow, { name: 'app.chooseFile', argument: { title: 'Model', filters: [] } })).toMatchObject({
      ok: false,
      code: 'internal',
      message: expect.stringContaining('the result of app.chooseFile'),
    })
  })

  it('that throws is answered with the id of its cause in the log; an expected failure is not logged', async () => {
    const table = routes()
    expect(await answerCall(table, ourWindow, { name: 'app.info', argument: null })).toEqual({
      ok: false,
      code: 'unsupported',
      message: 'No version.',
      hint: 'Build it.',
    })
    expect(table.logged).toEqual([])
    const answer = await answerCall(table, ourWindow, { name: 'app.diagnostics', argument: null })
    expect(answer).toMatchObject({ ok: false, code: 'internal', message: 'the log is torn' })
    expect(table.logged).toEqual([expect.stringMatching(/^\[[0-9a-f]{8}\] TypeError: the log is torn\n {4}at /)])
    expect(table.logged[0]).toContain(answer.ok ? 'no failure' : String(answer.id))
  })

  it('that writes is refused where no dialog led, and served where one did', async () => {
    const granted = createGrantedPaths()
    const table: CallRoutes & { served: string[] } = { ...routes(), mayWrite: granted.allows }
    const path = join('/home/me', 'model.onnx')
    const write = (): Promise<unknown> => answerCall(table, ourWindow, { name: 'models.export', argument: { runId: 'r', path } })
    expect(await write()).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining(path) })
    expect(table.served).toEqual([])
    granted.grantFile(path)
    expect(await write()).toEqual({ ok: true, value: 'served' })
  })

  it('leaves an argument that is none to the schema of its channel', async () => {
    const table = routes()
    await answerCall(table, ourWindow, { name: 'models.export', argument: null })
    await answerCall(table, ourWindow, { name: 'library.sample', argument: { path: null } })
    expect(table.served).toEqual(['models.export null null', 'library.sample {"path":null} null'])
  })
})
