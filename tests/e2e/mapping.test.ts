import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { cliJson } from '../helpers/run-cli'
import { ask } from './helpers/ask'
import { answerDialogs, launch, type RunningProgram } from './helpers/launch'
import { takeBothThemes } from './helpers/screenshots'

test.describe.configure({ mode: 'serial' })
let program: RunningProgram
let page: Page
let run: <Value>(library: string, ...commandLine: string[]) => Promise<Value>
const pathOf = (name: string): string => join(program.directory, `${name}.circumplex`)

/** Forty songs: half of them carry a tag that no stem knows, beside happiness. */
const tagRows = Array.from({ length: 40 }, (_, index) => [
  `song ${index},${index % 2 === 0 ? 'happiness' : 'sadness'},5`,
  ...(index % 2 === 0 ? [`song ${index},happyness forever,4`] : []),
]).flat()

test.beforeAll(async () => {
  test.setTimeout(120_000)
  program = await launch()
  page = program.page
  run = (library, ...commandLine) => cliJson([...commandLine, '--library', pathOf(library)], join(program.directory, 'command-line'))
  const tags = join(program.directory, 'tags.csv')
  writeFileSync(tags, `track,tag,count\n${tagRows.join('\n')}\n`)
  for (const library of ['Tagged', 'Copy']) {
    await run(library, 'library', 'create')
    await run(library, 'import', 'tags', tags)
  }
  await run('Tagged', 'labels', 'derive')
  await ask(page, 'library.open', { path: pathOf('Tagged') })
})
test.afterAll(() => program.close())

/** Where the tags lead, as the program lists them. */
const mapping = async (): Promise<unknown> => ask(page, 'tags.mapping', null)

test('a tag that no stem knows is excluded by keyboard, undone, and mapped to a word', async () => {
  await page.keyboard.press('Control+3')
  await page.getByRole('tab', { name: 'Social tags' }).click()
  const before = await mapping()
  const row = page.getByRole('checkbox', { name: 'happyness forever' })
  await row.focus()
  await page.keyboard.press('Delete')
  await expect(page.getByText('excluded by hand', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect.poll(mapping).toEqual(before)
  await row.check()
  await page.getByTestId('map-target').locator('input').fill('amusement')
  await page.getByTestId('map-tags').click()
  await expect(page.getByTestId('outdated')).toContainText('20 tracks would get another label')
  await takeBothThemes(page, 'social-tags')
})

test('all labels travel to another library as one Parquet file', async () => {
  const path = join(program.directory, 'labels.parquet')
  await answerDialogs(program.app, { save: path })
  await page.keyboard.press('Control+e')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('all versions').check()
  await dialog.getByLabel('Parquet').check()
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect(dialog).toBeHidden()
  await ask(page, 'library.close', null)
  await run('Copy', 'labels', 'import', path)
  const labelsOf = async (library: string): Promise<unknown> => run(library, 'labels', 'versions')
  expect(await labelsOf('Copy')).toEqual(await labelsOf('Tagged'))
})
