import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { createRandom } from '@shared/domain/random'
import { sized } from '../helpers/long'
import { cliJson } from '../helpers/run-cli'
import { writeToneWav } from '../helpers/synthesise'
import { launch, type RunningProgram } from './helpers/launch'

/** `npm test` kills it a few times, `npm run test:long` as often as the promise says. */
const kills = sized(4, 20)
const trackCount = 8
const directory = mkdtempSync(join(tmpdir(), 'circumplex-kill-'))
const library = join(directory, 'Killed.circumplex')
const random = createRandom(20_261_123)

test.afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Calls the program from its own page, and throws what it refuses. */
const ask = <Value>(page: Page, name: string, argument: unknown): Promise<Value> =>
  page.evaluate(
    async ([channel, given]) => {
      const call = window.circumplex.call as (
        name: string,
        argument: unknown,
      ) => Promise<{ ok: boolean; value?: unknown; message?: string }>
      const answer = await call(channel, given)
      if (!answer.ok) throw new Error(`${channel}: ${answer.message ?? ''}`)
      return answer.value
    },
    [name, argument] as const,
  ) as Promise<Value>

test(`${kills} kills while labelling and training lose no confirmed label, and the run goes on`, async () => {
  test.setTimeout(900_000)
  await makeLibrary()
  const confirmed = new Map<number, number>()
  let runId = ''
  for (let kill = 0; kill < kills; kill += 1) {
    const program = await launch({ directory })
    await ask(program.page, 'library.open', { path: library })
    await expectEverythingThere(program.page, confirmed)
    runId = await trainOn(program.page, runId)
    // One in each part of the time, so that few kills come early and late.
    await labelUntilKilled(program, confirmed, 200 + ((kill + random.next()) / kills) * 2500)
  }
  expect(confirmed.size).toBe(trackCount)
  await endRun(runId, confirmed)
})

/** Eight short tones with a label each, and a frozen dataset of them. */
async function makeLibrary(): Promise<void> {
  const audio = join(directory, 'audio')
  mkdirSync(audio, { recursive: true })
  for (let index = 0; index < trackCount; index += 1)
    await writeToneWav(join(audio, `tone ${index}.wav`), { seconds: 2, hz: 200 + 40 * index })
  await cliJson(['library', 'create', '--library', library], directory)
  await cliJson(['import', 'audio', audio, '--library', library], directory)
  const program = await launch({ directory })
  await ask(program.page, 'library.open', { path: library })
  for (let trackId = 1; trackId <= trackCount; trackId += 1)
    await ask(program.page, 'labels.place', { trackId, excerptId: null, valence: 0, arousal: 0 })
  await ask(program.page, 'datasets.freeze', { name: 'Tones', shares: { train: 0.5, validation: 0.25, test: 0.25 } })
  await program.close()
}

/** Starts the run, or resumes it after it was interrupted. */
async function trainOn(page: Page, runId: string): Promise<string> {
  if (runId === '') {
    const settings = { epochs: 50_000, batchSize: 4, filters: 2, hiddenUnits: 4 }
    return (await ask<{ runId: string }>(page, 'runs.start', { datasetId: 1, settings })).runId
  }
  const runs = await ask<{ id: string; state: string }[]>(page, 'runs.list', null)
  expect(runs.find((run) => run.id === runId)?.state).toBe('interrupted')
  await ask(page, 'runs.resume', { runId })
  return runId
}

/** Places labels, one after the other; each is written down here as soon as the program has confirmed it. */
async function labelUntilKilled({ app, page }: RunningProgram, confirmed: Map<number, number>, afterMilliseconds: number): Promise<void> {
  await page.exposeFunction('confirmed', (trackId: number, valence: number) => void confirmed.set(trackId, valence))
  const labelling = page
    .evaluate(async (tracks) => {
      const { confirmed: note } = window as unknown as { confirmed(trackId: number, valence: number): Promise<void> }
      for (let step = 0; ; step += 1) {
        const trackId = 1 + (step % tracks)
        const valence = ((step * 37) % 2001) / 1000 - 1
        const answer = await window.circumplex.call('labels.place', { trackId, excerptId: null, valence, arousal: 0 })
        if (answer.ok) await note(trackId, valence)
      }
    }, trackCount)
    .catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, afterMilliseconds))
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  app.process().kill('SIGKILL')
  await Promise.all([gone, labelling])
}

/**
 * The library is sound and no track stands before its last confirmed label. A label that was written but not yet confirmed when the
 * program died may follow it, so the confirmed one must be in the history.
 */
async function expectEverythingThere(page: Page, confirmed: ReadonlyMap<number, number>): Promise<void> {
  expect(await ask(page, 'library.check', null)).toEqual({ ok: true, problems: [] })
  for (const [trackId, valence] of confirmed) {
    const { labels } = await ask<{ labels: { valence: number }[] }>(page, 'tracks.show', { trackId })
    expect(labels.map((label) => label.valence)).toContain(valence)
  }
}

/** After all that everything is there, and the run goes on and stops in order. */
async function endRun(runId: string, confirmed: ReadonlyMap<number, number>): Promise<void> {
  const program = await launch({ directory })
  await ask(program.page, 'library.open', { path: library })
  await expectEverythingThere(program.page, confirmed)
  await ask(program.page, 'runs.resume', { runId })
  const runNow = async () =>
    (await ask<{ id: string; state: string; epochsDone: number }[]>(program.page, 'runs.list', null)).find((run) => run.id === runId)
  await expect.poll(async () => (await runNow())?.epochsDone ?? 0, { timeout: 60_000 }).toBeGreaterThan(2)
  await ask(program.page, 'runs.stop', { runId })
  await expect.poll(async () => (await runNow())?.state, { timeout: 60_000 }).toBe('stopped')
  await program.close()
}
