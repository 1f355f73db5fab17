import { publishedNetwork } from '@main/network/published'
import { type Run, trainingSettingsSchema } from '@shared/contract/training'
import { metricsReport } from '@shared/domain/metrics-report'
import { testRunId } from './run-id'

/** A finished audio run of dataset 1, without metrics unless they are given. */
export function runOf(part: Partial<Run> = {}): Run {
  return {
    id: testRunId(1),
    name: 'Audio 1',
    datasetId: 1,
    datasetName: 'Dataset 1',
    settings: trainingSettingsSchema.parse({}),
    network: publishedNetwork('audio'),
    parameters: 1000,
    engine: 'onnx',
    device: 'CPU',
    computedOn: [],
    lost: null,
    state: 'done',
    createdAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:14:05.000Z',
    epochsDone: 60,
    bestEpoch: 40,
    metrics: null,
    baselines: [],
    baselinesFailure: null,
    failure: null,
    jobId: null,
    ...part,
  }
}

/** The metrics of a run whose predictions lie `error` beside their labels in both dimensions, −1…1. */
export function metricsOf(error: number) {
  const labels = [-0.6, -0.2, 0.3, 0.7].map((value) => ({ valence: value, arousal: -value }))
  const pairs = labels.map((observed) => ({
    observed,
    predicted: { valence: observed.valence + error, arousal: observed.arousal - error },
  }))
  return metricsReport(pairs, { valence: 0, arousal: 0 }, { resamples: 20, seed: 1 })
}
