import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandSession } from '@main/cli/command-session'
import { addRunCompareCommand } from '@main/cli/commands/run-compare-command'
import type { CommandAnswer, CommandRunner } from '@main/cli/run-command'
import { insertLabel } from '@main/store/labels'
import { addPredictions, insertPredictionSet } from '@main/store/predictions'
import { saveModel } from '@main/store/models'
import { runWithId } from '@main/store/runs'
import { createComparisonHandlers } from '@main/training/comparison/comparison-handlers'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { type ComparedRef, comparisonRequestSchema, comparisonSchema } from '@shared/contract/comparison'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { dimensionMetrics } from '@shared/domain/metrics'
import { testRunId } from '../../../helpers/run-id'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs } from '../../../helpers/short-songs'
import { trainingWorkers } from '../../../helpers/training-workers'

const test = createTestContext({ kept: true, runWorker: trainingWorkers() })
const training = createTrainingHandlers(test.context)
const { 'runs.compare': compareHandler } = createComparisonHandlers(test.context)
const settings = { epochs: 1, filters: 2, hiddenUnits: 4, batchSize: 4, folds: 2 }
const [ids, songs] = [{ one: '', two: '', other: '', split: '' }, 10]

beforeAll(async () => {
  addShortSongs(test.library, songs)
  const freeze = (name: string, groupBy: 'artist' | 'track') => training['datasets.freeze'](datasetSettingsSchema.parse({ name, groupBy }))
  const { id: datasetId } = await freeze('By artist', 'artist')
  const train = async (name: string, own: object, dataset = datasetId): Promise<string> => {
    const parsed = trainingSettingsSchema.parse({ ...settings, ...own })
    const { jobId, runId } = await training['runs.start']({ datasetId: dataset, settings: parsed, name })
    await test.context.jobs.whenFinished(jobId)
    return runId
  }
  ids.one = await train('seed 7', { seed: 7 })
  ids.two = await train('seed 8', { seed: 8 })
  ids.other = await train('slow', { seed: 7, learningRate: 0.001 })
  ids.split = await train('split', { folds: 0 }, (await freeze('By track', 'track')).id)
})
afterAll(() => test.library.close())

const run = (runId: string): ComparedRef => ({ kind: 'run', runId })
const compare = async (entries: readonly ComparedRef[], more: object = {}) =>
  comparisonSchema.parse(await compareHandler(comparisonRequestSchema.parse({ entries, resamples: 200, ...more })))

describe('a comparison of runs', () => {
  it('is on the common tracks, by artist where the split keeps artists together, with what differs in the settings', async () => {
    const found = await compare([run(ids.one), run(ids.other), { kind: 'baseline', runId: ids.one, name: 'ridge' }])
    expect(found.tracks).toHaveLength(songs)
    expect(found).toMatchObject({ by: 'artist', against: 'the labels of the dataset “By artist”' })
    expect(found.entries.map(({ name }) => name)).toEqual(['seed 7', 'slow', 'ridge regression (seed 7)'])
    expect(found.settings).toEqual([{ setting: 'learningRate', values: ['0.01', '0.001', null] }])
    const { metrics, baselines } = runWithId(test.library.database, ids.one)
    expect(found.entries[0]?.figures['valence.r2']?.value).toBeCloseTo(metrics?.valence?.r2.value ?? NaN, 9)
    const ridge = baselines.find(({ name }) => name === 'ridge')
    expect(found.entries[2]?.figures['arousal.mae']?.value).toBeCloseTo(ridge?.metrics.arousal?.mae.value ?? NaN, 9)
    expect(found.notes).toContain(`${found.groups} artists are few: intervals and p-values say little.`)
    expect(found.errors.some(({ grouping }) => grouping === 'length')).toBe(true)
    expect(JSON.stringify(found)).not.toContain('NaN')
  })

  it('names the best only where all its differences exclude 0', async () => {
    const found = await compare([run(ids.one), run(ids.other)])
    for (const [figure, best] of Object.entries(found.best)) {
      const difference = found.differences.find((candidate) => candidate.figure === figure)
      expect(best !== null).toBe(difference !== undefined && (difference.low > 0 || difference.high < 0))
    }
  })

  it('puts runs that differ only in their seed into one entry, unless each is asked for', async () => {
    const grouped = await compare([run(ids.one), run(ids.two), run(ids.other)])
    expect(grouped.entries.map(({ members }) => members.map(({ seed }) => seed))).toEqual([[7, 8], [7]])
    const [first] = grouped.entries
    const own = first?.figuresOfMembers.map((figures) => figures['valence.mae'] ?? NaN) ?? []
    expect(first?.figures['valence.mae']?.value).toBeCloseTo(((own[0] ?? 0) + (own[1] ?? 0)) / 2, 12)
    expect(first?.overSeeds?.['valence.mae']?.mean).toBeCloseTo(first?.figures['valence.mae']?.value ?? NaN, 12)
    const each = await compare([run(ids.one), run(ids.two)], { groupSeeds: false })
    expect(each.entries).toHaveLength(2)
    expect(each.settings).toEqual([{ setting: 'seed', values: ['7', '8'] }])
    const alone = await compare([run(ids.one), run(ids.two)])
    expect(alone.notes.join()).toContain('differ only in their seed')
  })

  it('keeps to the tracks that all predicted, and measures everything by one ruler', async () => {
    const found = await compare([run(ids.one), run(ids.split)])
    const rows = training['runs.predictions']({ runId: ids.split, split: 'test' })
    expect(found.tracks.map(({ trackId }) => trackId)).toEqual((await rows).map(({ trackId }) => trackId))
    expect(found.tracks.length).toBeLessThan(songs)
    const column = (key: 'observedValence' | 'valence', list: Awaited<typeof rows>) => list.map((row) => row[key] ?? NaN)
    const { mae } = dimensionMetrics(column('observedValence', await rows), column('valence', await rows))
    expect(found.entries[1]?.figures['valence.mae']?.value).toBeCloseTo(mae, 12)
  })
})

describe('models and other labels', () => {
  it('leave out tracks that the model learnt from, and may be measured by the labels that count now', async () => {
    const { database } = test.library
    const model = {
      name: 'Ours',
      path: 'models/ours.onnx',
      sha256: '',
      runId: null,
      modality: 'audio',
      baseline: null,
      card: '',
      createdAt: 'now',
    }
    const setId = insertPredictionSet(database, { modelId: saveModel(database, model).id, folders: [], createdAt: 'now' })
    const row = (trackId: number, trainedOn: boolean | null) => ({
      ...{ path: `/${trackId}.wav`, trackId, trainedOn, valence: 0.5, arousal: -0.2, spread: null, startSeconds: 0, durationSeconds: 9 },
    })
    addPredictions(database, setId, [row(1, true), row(2, false), row(3, null), row(4, false)])
    const found = await compare([{ kind: 'predictions', setId }, run(ids.one)], { against: { kind: 'labels' } })
    expect(found.tracks.map(({ trackId }) => trackId)).toEqual([2, 3, 4])
    expect(found.against).toBe('the current labels of the library')
    expect(found.notes).toEqual(
      expect.arrayContaining([
        '“Ours, predictions 1”: 1 tracks that its model learnt from are left out.',
        '“Ours, predictions 1”: whether its model learnt from 1 of its tracks is not known.',
      ]),
    )
    expect(found.entries[0]?.figures['valence.pearson']).toBeNull()
  })

  it('show how those agree who labelled the same tracks', async () => {
    for (const trackId of [1, 2, 3, 4])
      for (const [author, shift] of [
        ['Ada', 0],
        ['Ben', 0.1],
      ] as const)
        insertLabel(test.library.database, {
          ...{ trackId, excerptId: null, valence: trackId / 10 + shift, arousal: -trackId / 10, source: 'imported', author },
          ...{ note: '', createdAt: 'now' },
        })
    const { agreement } = await compare([run(ids.one)])
    const pair = agreement.find(({ one, other }) => one.startsWith('Ada') && other.startsWith('Ben'))
    expect(pair).toMatchObject({ one: 'Ada (imported)', tracks: 4 })
    expect(pair?.valence.mae).toBeCloseTo(0.1, 12)
    expect(pair?.arousal.ccc).toBeCloseTo(1, 12)
  })
})

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'circumplex-compare-'))
  async function command(...given: readonly string[]): Promise<CommandAnswer> {
    const handlers: Readonly<Record<string, (argument: never) => unknown>> = {
      'runs.list': training['runs.list'],
      'runs.compare': (argument) => compareHandler(comparisonRequestSchema.parse(argument)),
    }
    const session = { call: (name: string, argument: never) => Promise.resolve(handlers[name]?.(argument)) } as unknown as CommandSession
    let answer: CommandAnswer = { value: null, lines: [] }
    const program = new Command().exitOverride()
    const runner: CommandRunner = {
      withLibrary: async (_command, work) => {
        answer = await work(session, '')
      },
      withoutLibrary: () => Promise.resolve(),
    }
    addRunCompareCommand(program, runner)
    await program.parseAsync(['compare', ...given, '--resamples', '100'], { from: 'user' })
    return answer
  }

  it('prints the tables and writes each as a file', async () => {
    const { lines, value } = await command('slow', 'seed 7', 'slow:baselines', '--details', '--csv', folder)
    expect(comparisonSchema.parse(value).entries).toHaveLength(8)
    expect(lines[0]).toContain(`On ${songs} common tracks`)
    const text = lines.join('\n')
    for (const title of ['Quadrants', 'Paired differences', 'Calibration', 'Settings that differ', 'Errors by group', 'Confusion', 'Notes'])
      expect(text).toContain(title)
    expect(text).not.toMatch(/NaN|undefined/u)
    expect(readdirSync(folder)).toHaveLength(13)
    const rows = parse<Record<string, string>>(readFileSync(join(folder, 'differences.csv'), 'utf8'), { columns: true })
    expect(Object.keys(rows[0] ?? {})).toEqual(['figure', 'model', 'minus', 'difference', 'low', 'high', 'p', 'scale'])
    expect(readFileSync(join(folder, 'settings.csv'), 'utf8')).toContain('learningRate,0.001,0.01')
  })

  it.each([
    [['slow:nothing'], 'There is no baseline "nothing"'],
    [['slow', 'fast'], 'There is no run "fast"'],
    [['slow', 'predictions:77'], 'There is no prediction 77'],
    [['slow', '--against', 'truth'], 'no true coordinates'],
    [['slow', '--against', 'hearsay'], 'not understood'],
  ])('refuses %j', async (given, message) => {
    await expect(command(...given)).rejects.toThrow(message)
  })

  it('refuses a run without predictions, and runs that share no track', async () => {
    await expect(compare([run(testRunId(9))])).rejects.toThrow('There is no run')
    const { database } = test.library
    database.prepare("UPDATE run_predictions SET split = 'train' WHERE run_id = ?").run(ids.two)
    await expect(compare([run(ids.two)])).rejects.toThrow('has predicted no track that it did not learn from')
    const [{ trackId } = { trackId: 0 }] = await training['runs.predictions']({ runId: ids.split, split: 'test' })
    database.prepare("UPDATE run_predictions SET split = 'train' WHERE run_id = ? AND track_id <> ?").run(ids.split, trackId)
    const single = await compare([run(ids.split), run(ids.one)])
    expect(single.notes.join()).toContain('One common track allows errors, but no interval, no R² and no correlation.')
    expect(single.entries[0]?.figures).toMatchObject({ 'valence.r2': null, 'arousal.ccc': null })
    database.prepare('DELETE FROM run_predictions WHERE run_id = ? AND track_id = ?').run(ids.one, trackId)
    await expect(compare([run(ids.split), run(ids.one)])).rejects.toThrow(/share no track .* “split” 1, “seed 7” 9/u)
  })
})
