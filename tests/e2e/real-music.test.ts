import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { copySmallest, type MusicFolder, realMusic } from '../helpers/real-music'
import { answerDialogs, launch, type RunningProgram } from './helpers/launch'
import { takeBothThemes } from './helpers/screenshots'

const all = realMusic()
test.describe.configure({ mode: 'serial' })
test.skip(all === null, 'no real music can be fetched here')

let program: RunningProgram
let page: Page
let music: MusicFolder
test.beforeAll(async () => {
  program = await launch()
  page = program.page
  music = copySmallest(all ?? { folder: '', files: [] }, 6, join(program.directory, 'music'))
})
test.afterAll(() => program.close())

test('music and tags of a folder are imported through the window', async () => {
  test.setTimeout(240_000)
  await answerDialogs(program.app, { save: join(program.directory, 'Real.circumplex') })
  await page.getByRole('button', { name: /New library/ }).click()
  await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible()
  await answerDialogs(program.app, { open: music.folder })
  await page.keyboard.press('Control+i')
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText(`${music.files.length} tracks`).first()).toBeVisible({ timeout: 180_000 })

  const tags = join(program.directory, 'tags.csv')
  const words = ['angry', 'energetic', 'calm', 'melancholy', 'happy']
  const rows = music.files.flatMap((file, index) => [`"${file}",${words[index % 5] ?? ''},5`, `"${file}",sad,${1 + (index % 3)}`])
  writeFileSync(tags, `track,tag,count\n${rows.join('\n')}\n`)
  await answerDialogs(program.app, { open: tags })
  await runFromPalette('Import tags')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(
    page
      .getByRole('dialog')
      .getByText(/matched/)
      .first(),
  ).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('button', { name: /Derive labels/ }).click()
  await expect(page.getByText(`${music.files.length} labelled`)).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')
  await takeBothThemes(page, 'real-library')
})

test('a track plays from the middle and its waveform is shown', async () => {
  await page.keyboard.press('Control+2')
  await expect(page.getByTestId('new-excerpt')).toBeEnabled({ timeout: 60_000 })
  await page.getByTestId('waveform').click()
  await page.keyboard.press(' ')
  const played = page.getByRole('region', { name: 'Player' }).locator('.time').first()
  await expect(played).toHaveText(/^\d+:\d\d$/, { timeout: 15_000 })
  const before = await played.innerText()
  await expect(played).not.toHaveText(before, { timeout: 15_000 })
  await page.keyboard.press(' ')
  await takeBothThemes(page, 'real-annotate')
})

test('the audio network is trained, exported, and predicts the folder to a CSV', async () => {
  test.setTimeout(300_000)
  await page.keyboard.press('Control+4')
  await page.getByTestId('freeze-first').click()
  await page.getByTestId('freeze-confirm').click()
  const epochs = page.getByTestId('setting-epochs').locator('input').first()
  await epochs.fill('3')
  await epochs.press('Tab')
  await page.getByTestId('start').click()
  await page.getByTestId('show-results').click({ timeout: 240_000 })
  const model = join(program.directory, 'real.onnx')
  await answerDialogs(program.app, { save: model, open: music.folder })
  await page.getByRole('button', { name: /Export ONNX/ }).click()
  await page.getByTestId('predict-with').click({ timeout: 30_000 })
  expect(existsSync(model)).toBe(true)
  await page.getByTestId('choose-folder').click()
  await page.getByTestId('predict').click()
  await expect(page.getByTestId('export-predictions')).toBeEnabled({ timeout: 120_000 })
  const predictions = join(program.directory, 'predictions.csv')
  await answerDialogs(program.app, { save: predictions })
  await expect(page.getByText(/× real time/).first()).toBeVisible({ timeout: 120_000 })
  await page.getByTestId('export-predictions').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Save|Export/ })
    .last()
    .click()
  await expect.poll(() => existsSync(predictions)).toBe(true)
  expect(readFileSync(predictions, 'utf8').trim().split(/\r?\n/)).toHaveLength(music.files.length + 1)
  await takeBothThemes(page, 'real-predict')
})

async function runFromPalette(title: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find a command' }).fill(title)
  await page.keyboard.press('Enter')
}
