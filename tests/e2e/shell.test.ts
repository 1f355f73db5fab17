import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { accessibilityViolations } from './helpers/accessibility'
import { runCli } from '../helpers/run-cli'
import { answerDialogs, answerQuestions, launch, questionsAsked, type RunningProgram } from './helpers/launch'

let program: RunningProgram
test.beforeAll(async () => {
  program = await launch()
})
test.afterAll(() => program.close())

/** Starts the sample library in a folder that the save dialog gives. */
async function beginSample(path: string): Promise<void> {
  await answerDialogs(program.app, { save: path })
  await program.page.evaluate(async () => {
    const chosen = await window.circumplex.call('app.chooseSave', { title: 'Sample library', defaultName: 'Sample', filters: [] })
    if (chosen.ok) await window.circumplex.call('library.sample', { path: chosen.value })
  })
}

test('the first start offers to make, create or open a library', async () => {
  for (const name of [/Make the sample library/, /New library/, /Open a library/]) {
    await expect(program.page.getByRole('button', { name })).toBeVisible()
  }
})

test('the page is sandboxed, isolated, and runs no foreign code', async () => {
  const { page, app } = program
  expect(await page.evaluate(() => window.circumplex.sandboxed)).toBe(true)
  expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false)
  const preferences = await app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents()[0] as unknown as { getLastWebPreferences(): Record<string, unknown> }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true })
  const foreignRan = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "foreign"'
    document.head.append(script)
    return document.title === 'foreign'
  })
  expect(foreignRan).toBe(false)
  const remote = await page.evaluate(() =>
    fetch('https://example.invalid/').then(
      () => 'loaded',
      () => 'refused',
    ),
  )
  expect(remote).toBe('refused')
})

test('the page is granted no permission', async () => {
  const states = await program.page.evaluate(() =>
    Promise.all(
      ['camera', 'microphone', 'geolocation', 'local-fonts', 'notifications', 'clipboard-read', 'midi'].map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName })
        return `${name} ${state}`
      }),
    ),
  )
  expect(states.filter((state) => state.endsWith('granted'))).toEqual([])
  expect(states).toHaveLength(7)
  const camera = await program.page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'opened',
      (error: unknown) => String(error),
    ),
  )
  expect(camera).toMatch(/NotAllowedError|NotFoundError/)
})

test('the window stays on its page and opens no other', async () => {
  const { page, app } = program
  const goTo = (address: string): Promise<string> =>
    app.evaluate(async ({ webContents }, url) => {
      const [contents] = webContents.getAllWebContents()
      if (!contents) return 'no window'
      const outcome = new Promise<string>((resolve) => {
        contents.on('did-navigate', (_event, shown) => shown.startsWith('circumplex-app:') && resolve('our page again'))
        contents.once('will-frame-navigate', (event) => resolve(event.defaultPrevented ? 'refused' : 'allowed'))
      })
      // Its promise is lost with the page that it runs in.
      void contents.executeJavaScript(`void (window.location.href = ${JSON.stringify(url)})`)
      return outcome
    }, address)
  // Nobody is asked before about:blank is shown, so it goes again.
  expect(await goTo('about:blank')).toBe('our page again')
  await expect(page.getByRole('button', { name: /New library/ })).toBeVisible()
  expect(await page.evaluate(() => window.open('about:blank') === null)).toBe(true)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  for (const address of ['https://example.invalid/', 'circumplex-media://track/1']) expect(await goTo(address), address).toBe('refused')
  // Playwright waits for the end of a refused navigation, which never comes.
  await page.reload()
})

test('the window may write only where a dialog led', async () => {
  const { page, app, directory } = program
  const create = (path: string): Promise<{ ok: boolean; code?: string; message?: string }> =>
    page.evaluate((target) => window.circumplex.call('library.create', { path: target }), path)
  const stolen = join(directory, 'Stolen.circumplex')
  expect(await create(stolen)).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining(stolen) })
  expect(existsSync(stolen)).toBe(false)
  await answerDialogs(app, { open: directory })
  await page.evaluate(() => window.circumplex.call('app.chooseFolder', { title: 'Music', create: false }))
  expect(await create(stolen), 'a folder chosen to be read').toMatchObject({ ok: false, code: 'forbidden' })
  await page.evaluate(() => window.circumplex.call('app.chooseFolder', { title: 'Results', create: true }))
  expect(await create(join(directory, '..', 'Stolen.circumplex')), 'beside the chosen folder').toMatchObject({
    ok: false,
    code: 'forbidden',
  })
  expect(await page.evaluate((path) => window.circumplex.call('report.write', { directory: path }), directory)).toMatchObject({
    code: 'no-library',
  })
})

test('an error of the page is in the log, under the id that the window shows', async () => {
  const { page } = program
  await page.evaluate(() => void Promise.reject(new TypeError('the page is torn', { cause: new Error('a torn leaf') })))
  const shown = page.getByText(/^Error [0-9a-f]{8}$/)
  await expect(shown).toBeVisible()
  const id = (await shown.innerText()).slice('Error '.length)
  const diagnostics = await page.evaluate(() => window.circumplex.call('app.diagnostics', null))
  expect(diagnostics).toMatchObject({ ok: true, value: expect.stringContaining(`In the window: [${id}] TypeError: the page is torn`) })
  expect(diagnostics).toMatchObject({ value: expect.stringContaining('Caused by: Error: a torn leaf') })
  await page.getByRole('button', { name: 'Dismiss this error' }).click()
})

test('calls outside the contract are answered with a refusal', async () => {
  const answers = await program.page.evaluate(async () => {
    const call = window.circumplex.call as (name: string, argument: unknown) => Promise<{ ok: boolean; code?: string }>
    return [
      await call('no.such.call', null),
      await call('tracks.page', { limit: -1 }),
      await call('tracks.show', { trackId: 1 }),
      await call('constructor', null),
    ]
  })
  expect(answers.map(({ ok, code }) => [ok, code])).toEqual([
    [false, 'forbidden'],
    [false, 'invalid-argument'],
    [false, 'no-library'],
    [false, 'forbidden'],
  ])
})

test('the media scheme serves nothing that the library does not know', async () => {
  const statuses = await program.page.evaluate(() =>
    Promise.all(
      [
        'circumplex-media://track/1',
        'circumplex-media://track/..%2F..%2Fetc%2Fpasswd',
        'circumplex-media://prediction/1/%2Fetc%2Fpasswd',
      ].map((url) =>
        fetch(url).then(
          (response) => response.status,
          () => 0,
        ),
      ),
    ),
  )
  expect(statuses).toEqual([404, 404, 404])
})

test('a new library is made, every view opens by its key, and none breaks a rule of accessibility', async () => {
  const { page, app, directory } = program
  await answerDialogs(app, { save: join(directory, 'Mine.circumplex') })
  await page.getByRole('button', { name: /New library/ }).click()
  await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible()
  expect(existsSync(join(directory, 'Mine.circumplex', 'library.sqlite'))).toBe(true)
  for (const [index, title] of ['Library', 'Annotate', 'Tags', 'Train', 'Results', 'Predict', 'Settings'].entries()) {
    await page.keyboard.press(`Control+${index + 1}`)
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    expect(await accessibilityViolations(page), title).toEqual([])
  }
})

test('the command palette finds and runs a command by keyboard', async () => {
  const { page } = program
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find a command' }).fill('tags')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeHidden()
})

test('a second program is refused the library that is open here', async () => {
  const { directory } = program
  const outcome = await runCli(['library', 'info', '--library', join(directory, 'Mine.circumplex')], join(directory, 'other-user'))
  expect(outcome.exitCode).toBe(1)
  expect(outcome.stderr).toMatch(/in use: another window or command/)
})

test('closing the window while a job runs asks first, and keeps what is finished', async () => {
  const { page, app, directory } = program
  await beginSample(join(directory, 'Unfinished.circumplex'))
  await answerQuestions(app, 'Keep running')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => questionsAsked(app)).toEqual(['A job is still running.'])
  expect(await page.evaluate(() => document.title)).toContain('Circumplex')
  await page.evaluate(async () => {
    const jobs = await window.circumplex.call('jobs.list', null)
    if (jobs.ok) for (const { id } of jobs.value) await window.circumplex.call('jobs.cancel', { jobId: id })
  })
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const jobs = await window.circumplex.call('jobs.list', null)
          return jobs.ok && jobs.value.every((job) => job.state !== 'running')
        }),
      { timeout: 20_000 },
    )
    .toBe(true)
})

test('a worker that is killed fails its job with an id, under which diagnostics have the cause', async () => {
  const { page, app, directory } = program
  await beginSample(join(directory, 'Killed.circumplex'))
  const killed = (): Promise<boolean> =>
    app.evaluate(({ app: electron }) => {
      const worker = electron.getAppMetrics().find(({ name }) => name === 'Circumplex sample-library')
      return worker !== undefined && process.kill(worker.pid, 'SIGKILL')
    })
  await expect.poll(killed).toBe(true)
  await expect(page.getByText(/Sample library: The sample-library worker .* before its work was done/).first()).toBeVisible()
  const id = (await page.getByText(/^Error [0-9a-f]{8}$/).innerText()).slice('Error '.length)
  const diagnostics = await page.evaluate(() => window.circumplex.call('app.diagnostics', null))
  expect(diagnostics).toMatchObject({ ok: true, value: expect.stringContaining(`[${id}] Failure: The sample-library worker`) })
  await page.getByRole('button', { name: 'Dismiss this error' }).click()
})

test('a second start finds the library in the list of recent ones, and the window where it was', async () => {
  const { directory } = program
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1111, 777))
  await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await program.app.close().catch(() => undefined)
  program = await launch({ directory })
  await expect(program.page.getByRole('button', { name: /Mine/ })).toBeVisible()
  await expect.poll(() => existsSync(join(directory, 'user-data', 'window.json'))).toBe(true)
})

test('a program that the system ends closes its library without a question, even while a job runs', async () => {
  const { app, directory } = program
  const path = join(directory, 'Ended.circumplex')
  await beginSample(path)
  await answerQuestions(app, 'Keep running')
  const child = app.process()
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect((await runCli(['library', 'check', '--library', path], directory)).exitCode).toBe(0)
  program = await launch({ directory })
})
