import type { BaselineName } from '@shared/domain/baseline'
import { fitBoosting } from './boosting'
import { fitForest } from './forest'
import { type Examples, meanTargets, outputs, type Pace, type Predictor } from './learner'
import { type Matrix, takeRows } from './matrix'
import { fitNeighbours } from './nearest-neighbours'
import type { Material, PartFeatures } from './part-features'
import { fitRidge } from './ridge'
import type { SparseRows } from './sparse'
import { fitSparseRidge } from './sparse-ridge'

/** What a baseline learns from: some samples of a part. */
export interface PartExamples {
  readonly material: Material
  readonly features: PartFeatures
  /** Numbers of the samples to learn from. */
  readonly train: Int32Array
}

/** Numbers of samples to what is predicted of them, [n, 2]. */
type SamplePredictor = (samples: Int32Array) => Matrix

/** Learns one baseline of one part. */
type FitBaseline = (examples: PartExamples, seed: number, pace: Pace) => Promise<SamplePredictor>

/** How each baseline learns, from the simplest. */
export const baselineModels: Readonly<Record<BaselineName, FitBaseline>> = {
  mean: ({ material, train }) => {
    const mean = meanTargets(takeRows(material.targets, train))
    return Promise.resolve(({ length }) => ({
      rows: length,
      columns: outputs,
      values: Float64Array.from({ length: length * outputs }, (_, index) => mean[index % outputs] ?? 0),
    }))
  },
  neighbours: onDense(fitNeighbours),
  ridge: async (examples, seed, pace) => {
    const { sparse } = examples.features
    if (sparse === null) return onDense(fitRidge)(examples, seed, pace)
    const { targets, groups } = examplesOf(examples)
    const predict = await fitSparseRidge({ features: someRows(sparse, examples.train), targets, groups }, seed, pace)
    return (samples) => predict(someRows(sparse, samples))
  },
  forest: onDense(fitForest),
  boosting: onDense(fitBoosting),
}

/** A baseline that reads the dense features. */
function onDense(fit: (examples: Examples, seed: number, pace: Pace) => Promise<Predictor>): FitBaseline {
  return async (examples, seed, pace) => {
    const predict = await fit(examplesOf(examples), seed, pace)
    return (samples) => predict(takeRows(examples.features.dense, samples))
  }
}

function examplesOf({ material: { targets, groups }, features, train }: PartExamples): Examples {
  return {
    features: takeRows(features.dense, train),
    targets: takeRows(targets, train),
    groups: train.map((sample) => groups[sample] ?? 0),
  }
}

function someRows({ rows, columns }: SparseRows, samples: Int32Array): SparseRows {
  return { rows: Array.from(samples, (sample) => rows[sample] ?? { columns: new Int32Array(0), values: new Float64Array(0) }), columns }
}
