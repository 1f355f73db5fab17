import { expect, type Locator, type Page, test } from '@playwright/test'
import { accessibilityViolations } from './helpers/accessibility'
import { ask } from './helpers/ask'
import { launch, type RunningProgram } from './helpers/launch'
import { takeBothThemes } from './helpers/screenshots'
import { makeToneLibrary } from './helpers/tone-library'

const trackCount = 3
let program: RunningProgram
let page: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  program = await launch()
  page = program.page
  await countPlayingMedia()
  await ask(page, 'library.open', { path: await makeToneLibrary(program.directory, 'Tone', trackCount) })
  await page.keyboard.press('Control+2')
  await shows('Tone 1')
})
test.afterAll(() => program.close())

const queue = (): Locator => page.getByRole('region', { name: 'Review queue' })
const player = (): Locator => page.getByRole('region', { name: 'Player' })
const shows = (title: string): Promise<void> => expect(page.getByRole('heading', { name: title, level: 2 })).toBeVisible()

/** Presses keys one after the other, as a person does who waits for nothing. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Has the program count the media that its page plays, as Chromium reports it. */
async function countPlayingMedia(): Promise<void> {
  await program.app.evaluate(({ BrowserWindow }) => {
    const counted = { playing: 0 }
    Object.assign(globalThis, { countedMedia: counted })
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.on('media-started-playing', () => (counted.playing += 1))
    contents?.on('media-paused', () => (counted.playing -= 1))
  })
}

const playingMedia = (): Promise<number> =>
  program.app.evaluate(() => (globalThis as unknown as { countedMedia: { playing: number } }).countedMedia.playing)

/** Labels by people of a track, the newest first; without coordinates where a label was taken back. */
async function labelsOf(title: string): Promise<{ valence: number | null; arousal: number | null }[]> {
  const { rows } = (await ask(page, 'tracks.page', {
    filter: {},
    sort: { by: 'title', direction: 'ascending' },
    offset: 0,
    limit: 10,
  })) as { rows: { id: number; title: string }[] }
  const trackId = rows.find((row) => row.title === title)?.id
  const { labels } = (await ask(page, 'tracks.show', { trackId })) as {
    labels: { source: string; valence: number | null; arousal: number | null }[]
  }
  return labels.filter(({ source }) => source === 'human').map(({ valence, arousal }) => ({ valence, arousal }))
}

test('Enter stops the track that was labelled, and the next one waits at normal speed', async () => {
  await expect(page.getByTestId('waveform')).toBeVisible({ timeout: 30_000 })
  await press('Space')
  await expect(player().getByText('Tone 1')).toBeVisible()
  await expect.poll(playingMedia).toBe(1)
  await press(']')
  await expect(player().getByLabel('Speed')).toHaveValue('1.25')
  await press('ArrowUp', 'Enter')
  await shows('Tone 2')
  await expect.poll(playingMedia).toBe(0)
  await expect(player().getByText('Tone 2')).toBeVisible()
  await expect(player().getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect(player().getByLabel('Speed')).toHaveValue('1')
  await press('Space')
  await expect.poll(playingMedia).toBe(1)
  await expect(player().getByText('Tone 2')).toBeVisible()
})

test('undo after Enter returns to the track and takes its tick, the counter and the last ten back', async () => {
  await expect(queue().getByText('1 of 3')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Last ten labels' })).toContainText('Tone 1')
  await press('Control+z')
  await shows('Tone 1')
  await expect(queue().getByText('0 of 3')).toBeVisible()
  await expect(queue().getByTitle('Labelled by a person')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Last ten labels' })).toHaveCount(0)
  expect((await labelsOf('Tone 1'))[0]).toEqual({ valence: null, arousal: null })
  await press('Control+Shift+z')
  await expect(queue().getByText('1 of 3')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Last ten labels' })).toContainText('Tone 1')
})

test('at the end of the queue keys change nothing until a track is chosen again', async () => {
  await press('n', 'n')
  await shows('Tone 3')
  await press('ArrowUp', 'ArrowUp', 'Enter')
  const end = page.getByRole('region', { name: 'End of the queue' })
  await expect(end).toContainText('2 labelled, 1 left without a label')
  expect(await accessibilityViolations(page)).toEqual([])
  await takeBothThemes(page, 'annotate-end')
  for (let times = 0; times < 4; times += 1) await press('ArrowUp', 'ArrowUp', 'Enter')
  await press('x')
  await expect(end).toBeVisible()
  expect(await labelsOf('Tone 3')).toEqual([{ valence: 0, arousal: 0.1 }])
  await end.getByRole('button', { name: 'Go to that track' }).click()
  await shows('Tone 2')
  await press('ArrowDown', 'Enter')
  await shows('Tone 3')
  await press('n')
  await expect(end).toContainText('3 labelled, none left without a label')
})

test('the menus of the queue are accessible, and filter it', async () => {
  for (const [name, title] of [
    ['Filter the queue', 'Filters of the queue'],
    ['Weigh the reasons', 'Weights of the reasons'],
  ] as const) {
    await queue().getByRole('button', { name }).click()
    await expect(page.getByRole('dialog', { name: title })).toBeVisible()
    // While it fades in, its contrast is not yet what it will be.
    await expect.poll(() => accessibilityViolations(page)).toEqual([])
    await press('Escape')
    await expect(page.getByRole('dialog', { name: title })).toHaveCount(0)
  }
  await queue().getByRole('button', { name: 'Filter the queue' }).click()
  await page.getByLabel('without audio').check()
  await expect(queue().getByRole('button', { name: 'Filter the queue (1)' })).toBeVisible()
  await page.getByRole('dialog', { name: 'Filters of the queue' }).getByRole('button', { name: 'Clear' }).click()
  await press('Escape')
  await expect(queue().getByRole('button', { name: 'Filter the queue', exact: true })).toBeVisible()
})
