import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Search } from '@shared/contract/search'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { searchLines } from '@main/cli/commands/describe-search'
import { addSearchCommands } from '@main/cli/commands/search-command'
import { commandsOnLibrary } from '../../helpers/commands'

/** What a search does is shown by `search.test.ts`. */
it('refuses by command line what cannot be searched', async () => {
  const { folder, run, session } = await commandsOnLibrary([addSearchCommands])
  const search = (...more: string[]) => run('search', '--dataset', 'Songs', ...more)
  await expect(search()).rejects.toThrow('a search needs a budget, such as --minutes 10')
  await expect(run('search', '--minutes', '1')).rejects.toThrow('--dataset is needed')
  await expect(search('--minutes', 'soon')).rejects.toThrow('soon is not a number')
  await expect(search('--minutes', '1', '--set', 'patience')).rejects.toThrow('"patience" is not like patience=10.')
  await expect(search('--minutes', '1')).rejects.toThrow('There is no dataset "Songs"')
  const space = join(folder, 'space.json')
  const withSpace = (text: string) => {
    writeFileSync(space, text)
    return search('--minutes', '1', '--space', space)
  }
  await expect(withSpace('{')).rejects.toThrow('is no JSON')
  await expect(withSpace('{"dropout": {"kind": "normal"}}')).rejects.toThrow('is no search space: dropout.kind')
  await expect(run('search', '--remove', 'Mine')).rejects.toThrow('There is no search “Mine”')
  expect(await run('searches')).toEqual({ value: [], lines: [] })
  expect(await session.call('search.list', null)).toEqual([])
})

it('shows trials from the best on, and what the test set says beside validation', () => {
  const settings = trainingSettingsSchema.parse({})
  const epoch = (validationLoss: number) => ({ epoch: 3, trainLoss: 0.1, validationLoss, r2Valence: 0.5, r2Arousal: 0.75 })
  const curve: Search['trials'][number]['curve'] = []
  const trial = {
    bracket: 0,
    settings,
    state: 'reached',
    epochs: 60,
    epochsDone: 60,
    seconds: 30,
    device: 'CPU',
    curve,
    failure: null,
  } as const
  const found: Search = {
    id: '00000000-0000-4000-8000-000000000000',
    settings: {
      name: 'Mine',
      datasetId: 1,
      method: 'random',
      minutes: 5,
      trials: null,
      reduction: 3,
      fewestEpochs: 5,
      seed: 1,
      base: settings,
      space: { dropout: { kind: 'uniform', low: 0, high: 0.5 } },
    },
    datasetName: 'Songs',
    createdAt: '2026',
    state: 'done',
    jobId: null,
    outcome: '3 trials in the 5 minutes of the budget',
    judgedBy: 'the 12 validation tracks',
    secondsSpent: 90,
    combinations: null,
    best: 2,
    trials: [
      { ...trial, number: 1, values: { dropout: 0.5 }, best: epoch(0.2), run: null },
      {
        ...trial,
        number: 2,
        values: { dropout: 0.2 },
        best: epoch(0.1),
        run: { id: '00000000-0000-4000-8000-000000000001', state: 'done', test: { loss: 0.15, r2Valence: 0.4, r2Arousal: 0.7 } },
      },
      { ...trial, number: 3, values: { dropout: 0.4 }, best: null, state: 'failed', failure: 'It failed.', run: null },
    ],
  }
  expect(searchLines(found)).toEqual([
    '“Mine” on “Songs”, random: 3 trials in the 5 minutes of the budget (1.5 of 5 minutes)',
    'Judged by the 12 validation tracks; the test set took no part. Errors are on −1…1.',
    'trial  dropout  epochs  MSE     R² valence  R² arousal  test R² V/A',
    '2      0.2      60      0.1000  0.500       0.750       0.400/0.700  best',
    '1      0.5      60      0.2000  0.500       0.750',
    '3      0.4      60      –       –           –                        It failed.',
    'Trial 2 on the test set: MSE 0.1500 (+0.050 to validation), R² 0.400 (−0.100) valence, 0.700 (−0.050) arousal',
  ])
})
