import { expect, test } from '@playwright/test'
import { expectEscapeCloses, expectTabReachesAll } from './helpers/dialogs'
import { answerDialogs, launch, type RunningProgram } from './helpers/launch'
import { lookAt } from './helpers/screenshots'
import { makeSmallLibrary } from './helpers/small-library'

let program: RunningProgram
test.beforeAll(async () => {
  program = await launch()
  const path = await makeSmallLibrary(program.directory, 24, 4)
  await answerDialogs(program.app, { open: path })
  await program.page.getByRole('button', { name: /Open a library/ }).click()
  await expect(program.page.getByText('24 labelled')).toBeVisible({ timeout: 30_000 })
})
test.afterAll(() => program.close())

test('tracks are labelled from their comments, compared with their tags, and both mixed in a scheme', async () => {
  const { page } = program
  await page.keyboard.press('Control+3')
  const opener = page.getByRole('button', { name: 'Labels from comments…', exact: true })
  await opener.click()
  const comments = page.getByRole('dialog', { name: 'Labels from comments' })
  await expectTabReachesAll(page, comments)
  await lookAt(page, 'labels-from-comments')
  await comments.getByRole('button', { name: 'Label from comments', exact: true }).click()
  await expect(comments.getByText(/^\d+ tracks labelled from comments, \d+ without/)).toBeVisible()
  const correlation = comments.getByRole('row', { name: /Correlation of valence/ })
  await expect(correlation).toContainText(/0\.\d\d/)
  await lookAt(page, 'labels-from-comments-done')
  await expectEscapeCloses(page, comments, opener)

  const share = page.getByRole('slider', { name: /Comments count/ })
  await share.fill('50')
  await expect(page.getByText(/^[1-9]\d* moved/)).toBeVisible()
  await lookAt(page, 'comments-in-a-scheme')
  await page.getByRole('button', { name: 'Commit…', exact: true }).click()
  const commit = page.getByRole('dialog').filter({ hasText: 'Commit a new label version' })
  await expect(commit.getByRole('textbox', { name: 'Name of the scheme' })).toHaveValue(/comments 50 %/)
  await commit.getByRole('button', { name: 'Commit', exact: true }).click()
  const notice = page.getByRole('status').filter({ hasText: /Labels derived: version 2, 24 tracks labelled, 0 without\./ })
  await expect(notice).toBeVisible()
  await notice.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByText(/^Undone: Labels derived: version 2/)).toBeVisible()
})
