import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { cliJson } from '../helpers/run-cli'
import { accessibilityViolations } from './helpers/accessibility'
import { expectEscapeCloses, expectTabReachesAll } from './helpers/dialogs'
import { answerDialogs, launch, type RunningProgram } from './helpers/launch'
import { lookAt } from './helpers/screenshots'
import { makeSmallLibrary } from './helpers/small-library'

test.describe.configure({ mode: 'serial' })
let program: RunningProgram
let page: Page
test.beforeAll(async () => {
  test.setTimeout(120_000)
  program = await launch()
  page = program.page
  const path = await makeSmallLibrary(program.directory, 12, 8)
  const train = (name: string, ...options: readonly string[]): Promise<unknown> =>
    cliJson(
      ['train', '--name', name, '--folds', '3', '--epochs', '2', '--filters', '2', '--engine', 'onnx', ...options, '--library', path],
      join(program.directory, 'command-line'),
    )
  await train('published')
  await train('recommended', '--preset', 'recommended')
  await answerDialogs(program.app, { open: path })
  await page.getByRole('button', { name: /Open a library/ }).click()
  await expect(page.getByText('12 labelled')).toBeVisible({ timeout: 30_000 })
})
test.afterAll(() => program.close())

const dialog = (name: string): Locator => page.getByRole('dialog', { name })

/** Expects that nothing on the page breaks a rule of axe, in either theme. */
async function expectAccessible(): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect.poll(() => accessibilityViolations(page)).toEqual([])
  }
}

/** Opens the menu of a run and chooses from it, by keyboard. */
async function chooseOf(run: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More of ${run}` }).focus()
  await page.keyboard.press('Enter')
  await page.locator('.v-list-item', { hasText: item }).press('Enter')
}

test('two runs stand beside their baselines and are compared on their common tracks', async () => {
  await page.keyboard.press('Control+5')
  for (const name of ['published', 'recommended']) await page.getByRole('checkbox', { name: `Compare ${name}` }).check()
  const table = page.getByRole('table', { name: 'Metrics' })
  for (const name of ['published', 'recommended', 'Baseline: gradient boosting', 'Baseline: stack'])
    await expect(table.getByRole('rowheader', { name: new RegExp(`^${name} `) }).first()).toBeVisible()
  await page.getByTestId('compare-runs').press('Enter')
  await expect(page.getByTestId('compare-headline')).toContainText('12 common tracks', { timeout: 30_000 })
  await expectAccessible()
  await lookAt(page, 'runs-compared')
  await page.getByTestId('compare-runs').press('Enter')
})

test('the stack of a recommended run is exported as one model', async () => {
  await page.getByTestId('result-run').filter({ hasText: 'recommended' }).press('Enter')
  const path = join(program.directory, 'stack.onnx')
  await answerDialogs(program.app, { save: path })
  await page.getByTestId('export-onnx').press('Enter')
  await expect(dialog('Model exported').getByText(path)).toBeVisible({ timeout: 30_000 })
  expect(readFileSync(path.replace('.onnx', '.md'), 'utf8')).toContain('stack on network and baselines')
  await expectEscapeCloses(page, dialog('Model exported'), page.getByTestId('export-onnx'))
})

test('a bundle of a run is trained again, and a report is a PDF', async () => {
  test.setTimeout(120_000)
  const bundle = join(program.directory, 'bundle.json')
  await answerDialogs(program.app, { save: bundle, open: bundle })
  await chooseOf('published', 'Write run bundle…')
  await expect(page.getByText(/published with 12 tracks written/)).toBeVisible()
  const pdf = join(program.directory, 'report.pdf')
  await answerDialogs(program.app, { save: pdf })
  await page.getByTestId('report').press('Enter')
  await expect(page.getByText('Report on 2 runs written.')).toBeVisible({ timeout: 30_000 })
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')

  await page.keyboard.press('Control+4')
  await page.getByTestId('bundle').press('Enter')
  const again = dialog('Train from a bundle')
  await expect(again.getByTestId('bundle-whole')).toBeVisible()
  await expectTabReachesAll(page, again)
  await expectAccessible()
  await lookAt(page, 'bundle')
  await again.getByTestId('train-bundle').press('Enter')
  await expect(again).toBeHidden()
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('button')
  await expect(runs).toHaveCount(3)
  await expect(runs.first()).toContainText(/done\s*R²/, { timeout: 60_000 })
})

test('settings are searched within a budget, judged by validation', async () => {
  test.setTimeout(120_000)
  await page.keyboard.press('Control+5')
  await chooseOf('recommended', 'Train again with changes…')
  const form = page.getByRole('region', { name: 'Network and settings' })
  await expect(form.getByRole('textbox', { name: 'Folds', exact: true })).toHaveValue('3')
  await expectAccessible()
  const epochs = form.getByRole('textbox', { name: 'Epochs', exact: true })
  await epochs.fill('9')
  await epochs.press('Tab')
  await page.getByTestId('search').press('Enter')
  const search = dialog('Search settings')
  const field = (label: string): Locator => search.getByRole('textbox', { name: label, exact: true })
  await field('Trials').fill('2')
  await field('Budget, minutes').fill('1')
  await expectTabReachesAll(page, search)
  await expectAccessible()
  await search.getByTestId('search-start').press('Enter')
  await expect(search.getByRole('region', { name: 'Result of the search' })).toContainText('2 trials', { timeout: 60_000 })
  await expect(search.getByTestId('search-train')).toBeVisible({ timeout: 60_000 })
  await expectAccessible()
  await lookAt(page, 'searched')
  await expectEscapeCloses(page, search, page.getByTestId('search'))
})
