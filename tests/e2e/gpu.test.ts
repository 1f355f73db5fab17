import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { ask } from './helpers/ask'
import { expectTabReachesAll } from './helpers/dialogs'
import { answerDialogs, launch, type RunningProgram } from './helpers/launch'
import { lookAt } from './helpers/screenshots'
import { makeToneLibrary } from './helpers/tone-library'

const tracks = 8
const epochs = 30
const excerptRule = { lengthSeconds: 5, segmentSeconds: 1, keptSegmentSeconds: 1 }

test.describe.configure({ mode: 'serial' })
let program: RunningProgram
let page: Page
test.beforeAll(async () => {
  program = await launch()
  page = program.page
  const { devices } = (await ask(page, 'devices.find', { again: false })) as { devices: { software?: boolean }[] }
  test.skip(!devices.some(({ software }) => software), 'the software adapter is offered where no GPU answers')
  await openTones(await makeToneLibrary(program.directory, 'Tones', tracks))
})
test.afterAll(() => program.close())

/** Opens the library, labels its tones and freezes short excerpts of them, so that a step on the software adapter takes little. */
async function openTones(path: string): Promise<void> {
  await ask(page, 'library.open', { path })
  for (let trackId = 1; trackId <= tracks; trackId += 1)
    await ask(page, 'labels.place', { trackId, excerptId: null, valence: (trackId - 4) / 5, arousal: (4 - trackId) / 6 })
  await ask(page, 'datasets.freeze', { name: 'Tones', excerptRule, shares: { train: 0.5, validation: 0.25, test: 0.25 } })
}

interface ShownRun {
  readonly state: string
  readonly epochsDone: number
  readonly computedOn: readonly { readonly device: { readonly kind: string; readonly software?: boolean } }[]
}
const run = async (): Promise<ShownRun | undefined> => ((await ask(page, 'runs.list', null)) as ShownRun[])[0]
const stateOf = async (): Promise<string | undefined> => (await run())?.state
const epochsDone = async (): Promise<number> => (await run())?.epochsDone ?? 0
const button = (name: string | RegExp): Locator => page.getByRole('button', { name })
const patient = { timeout: 60_000 }

async function setNumber(key: string, value: number): Promise<void> {
  const field = page.getByTestId(`setting-${key}`).locator('input').first()
  await field.fill(String(value))
  await field.press('Tab')
}

/** Kills the process that trains, as a driver does that takes its process with it. */
async function killTraining(): Promise<void> {
  const pid = await program.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Circumplex training')?.pid)
  if (pid === undefined) throw new Error('No process trains.')
  process.kill(pid, 'SIGKILL')
}

test('the software adapter is named as such, chosen by hand, and trains', async () => {
  await page.keyboard.press('Control+4')
  for (const [key, value] of Object.entries({ epochs, filters: 1, hiddenUnits: 2, batchSize: 8 })) await setNumber(key, value)
  await page.getByTestId('setting-device').click({ force: true })
  const adapter = page.getByRole('option', { name: /SwiftShader/ })
  await expect(adapter).toContainText('software, computed by the processor: slow')
  await adapter.click()
  await page.getByTestId('start').click()
  await expect.poll(epochsDone, patient).toBeGreaterThan(0)
  await expect(page.getByRole('region', { name: /^Run / })).toContainText(/onnx, SwiftShader.*Electron/)
})

test('a lost device is a question: the run goes on as it is answered', async () => {
  await killTraining()
  const question = page.getByRole('dialog', { name: /lost its device/ })
  await expect(question).toContainText(/SwiftShader.*was lost after epoch \d+/)
  await expect(button('Go on with the CPU').last()).toBeFocused()
  await lookAt(page, 'lost-device')
  await expectTabReachesAll(page, question)
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  const before = await epochsDone()
  await page.getByTestId('try-again').click()
  await expect.poll(epochsDone, patient).toBeGreaterThan(before)
})

test('it stops, goes on and ends on the same device', async () => {
  await page.getByTestId('stop').click()
  await expect.poll(stateOf, patient).toBe('stopped')
  await page.getByTestId('resume').click()
  await expect(page.getByTestId('show-results')).toBeVisible(patient)
  await expect.poll(stateOf, patient).toBe('done')
  const ended = await run()
  expect(ended?.epochsDone).toBe(epochs)
  expect(ended?.computedOn).toMatchObject([{ device: { kind: 'webgpu', software: true } }])
})

test('its model is exported and predicts the library', async () => {
  await page.getByTestId('show-results').click()
  await expect(page.getByText(/SwiftShader.*Electron/).first()).toBeVisible()
  const path = join(program.directory, 'tones.onnx')
  await answerDialogs(program.app, { save: path })
  await button(/Export/)
    .first()
    .click()
  await expect.poll(() => existsSync(path), patient).toBe(true)
  await page.getByTestId('predict-with').click()
  await page.getByTestId('choose-library').click()
  await page.getByTestId('predict').click()
  const predictions = async () =>
    ((await ask(page, 'predictions.list', null)) as { state: string; predicted: number }[]).map(({ state, predicted }) => [
      state,
      predicted,
    ])
  await expect.poll(predictions, patient).toEqual([['done', tracks]])
})

test('Settings lists it with what is missing', async () => {
  await page.keyboard.press('Control+7')
  const devices = page.getByRole('list', { name: 'Devices' })
  await expect(devices.getByRole('listitem')).toHaveCount(2)
  await expect(devices).toContainText('software, computed by the processor')
  await page.getByTestId('look-again').scrollIntoViewIfNeeded()
  await lookAt(page, 'devices')
})
