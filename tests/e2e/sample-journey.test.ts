import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessibilityViolations } from './helpers/accessibility'
import { answerDialogs, launch, type RunningProgram } from './helpers/launch'
import { takeBothThemes } from './helpers/screenshots'

test.describe.configure({ mode: 'serial' })
let program: RunningProgram
let page: Page
test.beforeAll(async () => {
  program = await launch()
  page = program.page
})
test.afterAll(() => program.close())

/** A value that the program answers, for what the window shows only as a picture. */
const ask = (name: string, argument: unknown): Promise<unknown> =>
  page.evaluate(
    async ([channel, given]) => {
      const call = window.circumplex.call as (name: string, argument: unknown) => Promise<{ ok: boolean; value?: unknown }>
      return (await call(channel, given)).value
    },
    [name, argument] as const,
  )

test('the sample library is made with one click, and its tracks lie on the plane', async () => {
  test.setTimeout(400_000)
  await takeBothThemes(page, 'welcome')
  await answerDialogs(program.app, { save: join(program.directory, 'Sample.circumplex') })
  await page.getByRole('button', { name: /Make the sample library/ }).click()
  await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible({ timeout: 360_000 })
  await expect(page.getByText('96 tracks').first()).toBeVisible({ timeout: 360_000 })
  await expect(page.getByText('96 labelled')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('synthetic').first()).toBeVisible()
})

test('selecting a row shows the track, and searching narrows the table', async () => {
  await page.getByPlaceholder(/Search title/).fill('harbour')
  await expect(page.getByText(/of 96 tracks/)).toBeVisible()
  await page
    .getByTestId('track-table')
    .getByText(/Harbour/)
    .first()
    .click()
  await expect(page.getByRole('region', { name: 'Details of the track in focus' }).getByText('Labels', { exact: true })).toBeVisible()
  await page.getByPlaceholder(/Search title/).fill('')
  await takeBothThemes(page, 'library')
  expect(await accessibilityViolations(page)).toEqual([])
})

test('a tag that distorts the plane is penalised with a live preview and committed as a version', async () => {
  await page.keyboard.press('Control+3')
  const weight = page
    .getByTestId('weight-calmness')
    .locator('input, [role=slider]')
    .or(page.locator('input[data-testid="weight-calmness"]'))
    .first()
  await weight.focus()
  await page.keyboard.press('Home')
  await expect(page.getByTestId('moved-summary')).toContainText(/\d/)
  await takeBothThemes(page, 'tags')
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByTestId('commit').click()
  await page.getByTestId('commit-confirm').click()
  await expect.poll(async () => ((await ask('labels.versions', null)) as unknown[]).length).toBe(2)
  await ask('undo.undo', null)
  const versions = (await ask('labels.versions', null)) as { id: number; active: boolean }[]
  expect(versions.find((version) => version.active)?.id).toBe(1)
})

test('an excerpt and a label are placed by keyboard, saved at once, and can be undone', async () => {
  await page.keyboard.press('Control+2')
  await expect(page.getByTestId('waveform')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByTestId('new-excerpt')).toBeEnabled({ timeout: 60_000 })
  const heading = await page.locator('h2').first().innerText()
  await page.keyboard.press('e')
  const trackId = await trackOf(heading)
  await expect.poll(async () => ((await ask('tracks.show', { trackId })) as { excerpts: unknown[] }).excerpts.length).toBe(1)
  await page.getByTestId('emotion-plane').last().focus()
  for (const key of ['ArrowRight', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key)
  await takeBothThemes(page, 'annotate')
  expect(await accessibilityViolations(page)).toEqual([])
  await expect.poll(async () => (await humanLabels(trackId)).some(({ valence }) => valence !== null)).toBe(true)
  // Where a key took longer than a draft rests, there is a label for each point where it rested.
  for (const _ of await humanLabels(trackId)) await page.keyboard.press('Control+z')
  await expect.poll(async () => (await humanLabels(trackId)).some(({ valence }) => valence === null)).toBe(true)
})

test('an excerpt is dragged out, moved and resized on the waveform, and each step can be undone', async () => {
  await page.keyboard.press('n')
  await expect(page.getByTestId('new-excerpt')).toBeEnabled({ timeout: 60_000 })
  await page.waitForTimeout(1500)
  const trackId = await trackOf(await page.locator('h2').first().innerText())
  const { durationSeconds } = (await ask('tracks.show', { trackId })) as { durationSeconds: number }
  const range = async (): Promise<number[]> => {
    const { excerpts } = (await ask('tracks.show', { trackId })) as { excerpts: { startSeconds: number; endSeconds: number }[] }
    return excerpts.flatMap(({ startSeconds, endSeconds }) => [Math.round(startSeconds), Math.round(endSeconds)])
  }
  await dragOnWaveform(durationSeconds, 10, 30)
  await expect.poll(range).toEqual([10, 30])
  await dragOnWaveform(durationSeconds, 20, 25)
  await expect.poll(range).toEqual([15, 35])
  await dragOnWaveform(durationSeconds, 35.3, 43)
  await expect.poll(async () => (await range())[1]).toBeGreaterThan(40)
  await page.keyboard.press('Control+z')
  await expect.poll(range).toEqual([15, 35])
})

test('a dataset is frozen and the audio network trained, watched live', async () => {
  test.setTimeout(300_000)
  await page.keyboard.press('Control+4')
  await page.getByTestId('freeze-first').click()
  await page.getByTestId('freeze-confirm').click()
  const epochs = page.getByTestId('setting-epochs').locator('input').first()
  await epochs.fill('3')
  await epochs.press('Tab')
  await takeBothThemes(page, 'train-ready')
  await page.getByTestId('start').click()
  await expect(page.getByTestId('stop')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByTestId('show-results')).toBeVisible({ timeout: 240_000 })
  await takeBothThemes(page, 'train')
  expect(await accessibilityViolations(page)).toEqual([])
})

test('the results show metrics with intervals, and the model is exported', async () => {
  await page.getByTestId('show-results').click()
  await expect(page.getByRole('heading', { name: 'Results', level: 1 })).toBeVisible()
  await expect(page.getByText('R²').first()).toBeVisible()
  await takeBothThemes(page, 'results')
  expect(await accessibilityViolations(page)).toEqual([])
  const path = join(program.directory, 'model.onnx')
  await answerDialogs(program.app, { save: path })
  await page
    .getByRole('button', { name: /Export/ })
    .first()
    .click()
  await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true)
  expect(statSync(path).size).toBeGreaterThan(500_000)
  expect(readFileSync(join(program.directory, 'model.md'), 'utf8')).toContain('SHA-256')
  await page.getByTestId('predict-with').click()
})

test('the model predicts the library, and the liveliest tracks become a playlist', async () => {
  test.setTimeout(300_000)
  await expect(page.getByRole('heading', { name: 'Predict', level: 1 })).toBeVisible()
  await page.getByTestId('choose-library').click()
  await expect(page.getByRole('list', { name: 'Chosen' })).toContainText('The library: 96 tracks')
  await page.getByTestId('predict').click()
  await expect
    .poll(
      async () =>
        ((await ask('predictions.list', null)) as { state: string; predicted: number }[]).map(({ state, predicted }) => [state, predicted]),
      { timeout: 240_000 },
    )
    .toEqual([['done', 96]])
  await expect(page.getByText('× real').first()).toBeVisible()
  await takeBothThemes(page, 'predict')
  await liveliestAsPlaylist(join(program.directory, 'lively.m3u8'))
  expect(await accessibilityViolations(page)).toEqual([])
  await page.keyboard.press('Control+7')
  await takeBothThemes(page, 'settings')
  expect(await accessibilityViolations(page)).toEqual([])
})

/** Sorts by arousal, highest first, and writes the table as a playlist. */
async function liveliestAsPlaylist(path: string): Promise<void> {
  const arousal = page.getByRole('columnheader', { name: 'A', exact: true })
  await arousal.click()
  await arousal.click()
  const liveliest = await page.locator('[data-testid=prediction-table] [row-index="0"] [col-id=title]').innerText()
  await answerDialogs(program.app, { save: path })
  await page.getByTestId('export-predictions').click()
  await page.getByLabel('As in the table').check()
  await page.getByLabel('Playlist (M3U8)').check()
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByTestId('write-predictions').click()
  await expect.poll(() => existsSync(path)).toBe(true)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(1 + 2 * 96)
  expect(lines[1]).toContain(liveliest)
}

async function trackOf(title: string): Promise<number> {
  const page1 = (await ask('tracks.page', {
    filter: { search: title },
    sort: { by: 'title', direction: 'ascending' },
    offset: 0,
    limit: 10,
  })) as { rows: { id: number; title: string }[] }
  const row = page1.rows.find((candidate) => candidate.title === title)
  if (!row) throw new Error(`no track is called ${title}`)
  return row.id
}

/** Labels are never overwritten: an undone one is followed by a row without coordinates. */
async function humanLabels(trackId: number): Promise<{ valence: number | null }[]> {
  const { labels } = (await ask('tracks.show', { trackId })) as { labels: { source: string; valence: number | null }[] }
  return labels.filter((label) => label.source === 'human')
}

/** Drags from one second of the shown track to another. */
async function dragOnWaveform(durationSeconds: number, fromSeconds: number, toSeconds: number): Promise<void> {
  const box = await page.getByTestId('waveform').boundingBox()
  if (!box) throw new Error('no waveform is shown')
  const at = (seconds: number): [number, number] => [box.x + (seconds / durationSeconds) * box.width, box.y + 0.6 * box.height]
  await page.mouse.move(...at(fromSeconds))
  await page.mouse.down()
  await page.mouse.move(...at((fromSeconds + toSeconds) / 2), { steps: 5 })
  await page.mouse.move(...at(toSeconds), { steps: 5 })
  await page.mouse.up()
  await page.waitForTimeout(1000)
}
