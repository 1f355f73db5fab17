import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { cliJson } from '../helpers/run-cli'
import { answerDialogs, launch, type RunningProgram } from './helpers/launch'
import { lookAt } from './helpers/screenshots'

let program: RunningProgram
test.beforeAll(async () => {
  program = await launch()
})
test.afterAll(() => program.close())

/** Makes a library of labelled tracks by command line. */
async function labelled(directory: string, name: string, rows: readonly string[]): Promise<string> {
  const path = join(directory, `${name}.circumplex`)
  writeFileSync(join(directory, `${name}.csv`), `track,title,valence,arousal\n${rows.join('\n')}\n`)
  await cliJson(['library', 'create', '--library', path], directory)
  await cliJson(['labels', 'import', join(directory, `${name}.csv`), '--scale=-1-1', '--library', path], directory)
  return path
}

test('labels of another library are merged, the rest is listed, and undo takes them back', async () => {
  const { page, app, directory } = program
  const own = await labelled(directory, 'Own', ['1,One,0.5,0.5', '2,Two,0.5,-0.5'])
  const other = await labelled(directory, 'Other', ['2,Two,-0.5,-0.5', '3,Three,0,0'])
  await answerDialogs(app, { open: own })
  await page.getByRole('button', { name: /Open a library/ }).click()
  await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible()

  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('listitem').filter({ hasText: 'Labels of another library…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge labels' })
  await answerDialogs(app, { open: other })
  await dialog.getByRole('button', { name: 'Choose a library…' }).click()
  await expect(dialog.getByTestId('merged')).toHaveText('1 label added, 0 labels here already, 0 labels not taken over.')
  await dialog.getByText('1 row left out').click()
  await expect(dialog.getByText('no track matches it')).toBeVisible()
  await lookAt(page, 'merge-labels')
  await dialog.getByRole('button', { name: 'Done' }).click()

  const two = page.getByRole('row', { name: /Two/ })
  await expect(two).toContainText('Q3')
  await page.keyboard.press('Control+z')
  await expect(two).toContainText('Q4')
})
