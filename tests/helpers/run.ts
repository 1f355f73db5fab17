import { publishedNetwork } from '@main/network/published'
import type { Baseline, Run } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import type { BaselineName } from '@shared/domain/baseline'
import { metricsReport } from '@shared/domain/metrics-report'
import { testRunId } from './run-id'

/** A finished audio run of dataset 1, without metrics unless they are given. */
export function runOf(part: Partial<Run> = {}): Run {
  return {
    id: testRunId(1),
    name: 'Audio 1',
    note: '',
    tags: [],
    archivedAt: null,
    datasetId: 1,
    datasetName: 'Dataset 1',
    settings: trainingSettingsSchema.parse({}),
    network: publishedNetwork('audio'),
    parameters: 1000,
    engine: 'onnx',
    device: 'CPU',
    computedOn: [],
    vectorsRead: [],
    lost: null,
    state: 'done',
    createdAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:14:05.000Z',
    epochsDone: 60,
    bestEpoch: 40,
    crossValidation: null,
    levelShift: null,
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

/**
 * A baseline whose predictions lie `error` beside their labels.
 * @param low end of the interval of its gain in valence; in arousal it gains nothing
 */
export function baselineOf(name: BaselineName, error: number, low = -0.1): Baseline {
  const none = { value: 0, low: -0.1, high: 0.1 }
  return { name, seed: 1, metrics: metricsOf(error), gain: { valence: { value: low + 0.1, low, high: low + 0.2 }, arousal: none } }
}
