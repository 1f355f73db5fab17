import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { ask } from './helpers/ask'
import { answerDialogs, launch, type RunningProgram } from './helpers/launch'
import { makeSmallLibrary } from './helpers/small-library'
import { makeToneLibrary } from './helpers/tone-library'

let program: RunningProgram
let page: Page
let former: string
let other: string

test.beforeAll(async () => {
  program = await launch()
  page = program.page
  former = await makeSmallLibrary(program.directory, 12, 4)
  other = await makeToneLibrary(program.directory, 'Tone', 2)
  await openByMenu(former)
  await trainAndPredict()
})
test.afterAll(() => program.close())

const named = (role: 'button' | 'region' | 'list', name: string): Locator => page.getByRole(role, { name, exact: true })
const heading = (name: string): Locator => page.getByRole('heading', { name, level: 1 })

async function openByMenu(path: string): Promise<void> {
  await answerDialogs(program.app, { open: path })
  await page.keyboard.press('Control+o')
  await expect(page.getByRole('button', { name: path.includes('Tone') ? /^Tone/ : /^Small/ })).toBeVisible()
  await expect(heading('Library')).toBeVisible()
}

/** Freezes, trains an epoch, exports and predicts through the program's channels, as the views do. */
async function trainAndPredict(): Promise<void> {
  const { id: datasetId } = (await ask(page, 'datasets.freeze', { name: 'Former dataset' })) as { id: number }
  const settings = { modality: 'audio', epochs: 1, batchSize: 4, engine: 'onnx' }
  const { runId } = (await ask(page, 'runs.start', { datasetId, settings })) as { runId: string }
  await expect
    .poll(async () => ((await ask(page, 'runs.list', null)) as { state: string }[]).map(({ state }) => state), { timeout: 120_000 })
    .toEqual(['done'])
  // The window may only write where a dialog led.
  const path = join(program.directory, 'former.onnx')
  await answerDialogs(program.app, { save: path })
  await ask(page, 'app.chooseSave', { title: 'Export', defaultName: 'former.onnx', filters: [] })
  const { modelId } = (await ask(page, 'models.export', { runId, path })) as { modelId: number }
  await ask(page, 'predictions.start', { modelId, trackIds: [1, 2, 3], excerptsPerTrack: 1 })
  await expect
    .poll(async () => ((await ask(page, 'predictions.list', null)) as { state: string }[]).map(({ state }) => state), { timeout: 60_000 })
    .toEqual(['done'])
}

/** Goes from the other library to a view, and back to the former library. */
async function inOtherLibrary(view: string, key: string, expectNothing: () => Promise<void>): Promise<void> {
  await openByMenu(other)
  await page.keyboard.press(key)
  await expect(heading(view)).toBeVisible()
  await expectNothing()
  // Texts, so that a failure says which error was shown.
  await expect(page.getByRole('alert').locator('section')).toHaveText([])
  await openByMenu(former)
}

test('search, filters, selection and details of the Library', async () => {
  const search = page.getByPlaceholder(/Search title/)
  await search.fill('a')
  await expect(page.getByText(/of 12 tracks/)).toBeVisible()
  await page.locator('[data-testid=track-table] [row-index="0"] [col-id=title]').click()
  await expect(page.getByText('1 selected', { exact: true })).toBeVisible()
  await search.fill('nothing is called so')
  await openByMenu(other)
  await expect(search).toHaveValue('')
  await expect(page.getByText('2 tracks', { exact: true }).first()).toBeVisible()
  await expect(page.getByTestId('track-table').getByText('Tone 1')).toBeVisible()
  await expect(page.getByText(/^\d selected$/)).toHaveCount(0)
  await expect(page.getByText('Choose a row or a point to see its labels, tags and texts.')).toBeVisible()
  await openByMenu(former)
})

test('queue, track, label on its way, player, last ten and undo of Annotate', async () => {
  await page.keyboard.press('Control+2')
  await expect(page.getByTestId('new-excerpt')).toBeVisible({ timeout: 30_000 })
  // The search field still has the focus, and keys in it are text.
  await page.locator('main').focus()
  for (const key of ['ArrowUp', 'Enter', 'Space', ']']) await page.keyboard.press(key)
  await expect(named('region', 'Player')).toBeVisible()
  await expect(named('region', 'Last ten labels')).toBeVisible()
  // A label that still rests before it is saved belongs to the library in which it was placed.
  await page.keyboard.press('ArrowUp')
  await inOtherLibrary('Annotate', 'Control+2', async () => {
    await expect(named('region', 'Player')).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'Tone 1', level: 2 })).toBeVisible()
    await expect(named('region', 'Review queue').getByText('0 of 2')).toBeVisible()
    await expect(named('region', 'Last ten labels')).toHaveCount(0)
    await page.keyboard.press('Control+z')
    const { rows } = (await ask(page, 'tracks.page', {
      filter: { labelSources: ['human'] },
      sort: { by: 'title', direction: 'ascending' },
      offset: 0,
      limit: 10,
    })) as { rows: unknown[] }
    expect(rows).toEqual([])
  })
  const labels = (await ask(page, 'tracks.page', {
    filter: { labelSources: ['human'] },
    sort: { by: 'title', direction: 'ascending' },
    offset: 0,
    limit: 10,
  })) as { rows: unknown[] }
  expect(labels.rows).toHaveLength(2)
})

test('drafts of weights of Tags', async () => {
  await page.keyboard.press('Control+3')
  await page
    .locator('input[data-testid="weight-calmness"]')
    .or(page.getByTestId('weight-calmness').locator('input, [role=slider]'))
    .first()
    .focus()
  await page.keyboard.press('Home')
  await expect(page.getByTestId('moved-summary')).toContainText(/\d/)
  await expect(page.getByTestId('draft')).toBeVisible()
  await openByMenu(other)
  await page.keyboard.press('Control+3')
  await expect(page.getByTestId('draft')).toHaveCount(0)
  await openByMenu(former)
  await page.keyboard.press('Control+3')
  await expect(page.getByTestId('draft')).toBeVisible()
  await page.getByTestId('discard').click()
  await expect(page.getByTestId('commit')).toBeDisabled()
})

test('dataset and run of Train', async () => {
  await page.keyboard.press('Control+4')
  await expect(named('list', 'Datasets')).toContainText('Former dataset')
  await inOtherLibrary('Train', 'Control+4', async () => {
    await expect(page.getByText('Nothing to train on yet')).toBeVisible()
    await expect(page.getByText('Former dataset')).toHaveCount(0)
  })
})

test('runs of Results', async () => {
  await page.keyboard.press('Control+5')
  await expect(page.getByText('R²').first()).toBeVisible()
  await inOtherLibrary('Results', 'Control+5', async () => {
    await expect(page.getByText('R²')).toHaveCount(0)
  })
})

test('models, sets, rows and chosen music of Predict', async () => {
  await page.keyboard.press('Control+6')
  await expect(page.getByTestId('prediction-table').locator('.ag-row')).toHaveCount(3)
  await page.getByTestId('choose-library').click()
  await inOtherLibrary('Predict', 'Control+6', async () => {
    await expect(page.getByTestId('prediction-table')).toHaveCount(0)
    await expect(page.getByText(/former/i)).toHaveCount(0)
  })
  await page.keyboard.press('Control+6')
  await expect(page.getByTestId('prediction-table').locator('.ag-row')).toHaveCount(3)
  await expect(page.getByText('The library: 12 tracks')).toHaveCount(0)
})

test('a dialog that is open', async () => {
  await page.keyboard.press('Control+e')
  await expect(page.getByRole('dialog')).toBeVisible()
  await ask(page, 'library.open', { path: other })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Tone/ })).toBeVisible()
})
