import { expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { originalSample } from '@shared/domain/dataset-sample'
import { metricsReport } from '@shared/domain/metrics-report'
import { describeRun } from '@main/cli/commands/describe-run'
import { describeTrained, runTable } from '@main/cli/commands/run-table'
import { insertDataset } from '@main/store/datasets'
import { changeRun, insertRun, runWithId } from '@main/store/runs'
import { planOfSettings } from '@main/training/runs/describe-network'
import { baselineOf } from '../../../helpers/run'
import { testRunId } from '../../../helpers/run-id'
import { sampleOf } from '../../../helpers/sample'
import { createTestContext } from '../../../helpers/service-context'

const settings = trainingSettingsSchema.parse({ epochs: 7, weightDecay: 0.03 })
const epoch = {
  epoch: 7,
  fold: 0,
  trainLoss: 0.25,
  validationLoss: null,
  valence: null,
  arousal: null,
  learningRate: 0.001,
  epochSeconds: 1,
  samplesPerSecond: 1,
  secondsLeft: 0,
}

function runOn(form: 'sound' | 'as-published') {
  const {
    library: { database },
  } = createTestContext({ tracks: [[], []] })
  const tracks = [1, 2].map((trackId) => ({ trackId, split: 'test' as const, valence: 0.5, arousal: 0, source: 'human' as const }))
  const copies = form === 'sound' ? [] : [sampleOf({ copy: 1, augmentationSeed: 1 })]
  const samples = [...tracks.map(originalSample), ...copies]
  const { id } = insertDataset(database, {
    settings: datasetSettingsSchema.parse({ name: 'Two', form }),
    digest: 'abc',
    versionId: null,
    licence: '',
    createdAt: '2026',
    tracks,
    samples,
  })
  insertRun(database, {
    id: testRunId(),
    name: 'One',
    datasetId: id,
    settings,
    network: planOfSettings(settings).network,
    parameters: 12,
    engine: 'tensorflow',
    createdAt: '2026',
  })
  const metrics = metricsReport([{ observed: { valence: 0.5, arousal: 0 }, predicted: { valence: 0.4, arousal: 0 } }], {
    valence: 0,
    arousal: 0,
  })
  changeRun(database, testRunId(), { state: 'done', bestEpoch: 5, metrics })
  return { ...runWithId(database, testRunId()), jobId: null }
}

it('shows the whole run: dataset and leak, settings, network, last epoch, metrics', () => {
  const lines = describeRun(runOn('as-published'), [epoch]).join('\n')
  for (const words of [
    /dataset +Two \(1\), as published, by track/,
    /leak +50\.0 % of the test samples \(1 of 2\) are of tracks that were trained on too/,
    /epochs +0, best 5/,
    /weightDecay +0\.03/,
    /network +published/,
    /Network: 12 trained parameters/,
    /audio +normalisation .*→ convolution .*→ flatten/,
    /head +.*→ linear 2/,
    /training loss +0\.25/,
    /learning rate +0\.001/,
    /valence +0\.100 \[0\.100, 0\.100\]/,
    /Right quadrant: Q1 100 %, Q2 –/,
    /Over all: 100 % \[21 %, 100 %\], balanced 100 %; the commonest quadrant alone 100 %/,
  ])
    expect(lines).toMatch(words)
})

it('says of a run without leak, without epochs and without metrics that there are none', () => {
  const lines = describeRun({ ...runOn('sound'), metrics: null, failure: 'It broke.' }, []).join('\n')
  for (const words of [/leak +no test sample is of a track that was trained on/, /none yet/, /Not measured/, /failure +It broke\./])
    expect(lines).toMatch(words)
})

it('stands in tables of runs with its leak', () => {
  expect(runTable([runOn('as-published')])[1]).toMatch(/ 50\.0 %$/)
  expect(runTable([runOn('sound')])[1]).toMatch(/ none$/)
})

it('shows the baselines on the same tracks, and says when one is better', () => {
  const run = { ...runOn('sound'), baselines: [baselineOf('mean', 0.3), baselineOf('boosting', 0.05, 0.2)] }
  const lines = describeRun(run, []).join('\n')
  expect(lines).toMatch(/mean .* 0\.30 \[0\.30, 0\.30\] .*–/)
  expect(lines).toMatch(/gradient boosting .* summary features/)
  expect(lines).toMatch(/this run \(One\) .* audio/)
  expect(lines).toMatch(/Gradient boosting on summary features predicts these tracks better than the network: .*0\.20…0\.40\)\.$/)
  expect(describeTrained(run).value).toMatchObject({ baselines: [{ name: 'mean' }, { name: 'boosting' }] })
  const failed = describeRun({ ...runOn('sound'), baselinesFailure: 'The baselines could not be computed: no features.' }, [])
  expect(failed.at(-1)).toContain('no features')
})

it('counts epochs by folds, and folds from 1', () => {
  const run = { ...runOn('sound'), epochsDone: 35, bestEpoch: null, settings: { ...settings, folds: 5 } }
  const lines = describeRun(run, [{ ...epoch, fold: 4 }]).join('\n')
  expect(lines).toMatch(/epochs +5 folds of 7$/mu)
  expect(lines).toMatch(/fold +5 of 5/u)
  expect(runTable([run]).at(-1)).toContain(' 5 folds of 7 ')
  expect(runTable([{ ...run, state: 'stopped', epochsDone: 12 }]).at(-1)).toContain(' 12 of 35 in 5 folds ')
})
