import { type BaselineName, baselineNames, type LearntBaselineName } from '@shared/domain/baseline'
import { mixSeed } from '@shared/domain/random'
import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import { fitBoosting } from './boosting'
import { forKnownLabels } from './each-dimension'
import { writeDense, writeSparse } from './feature-graph'
import type { FitBaseline, PartExamples } from './fit-baseline'
import { fitForest } from './forest'
import { type Examples, type Learnt, meanTargets, outputs, type Pace } from './learner'
import { takeRows } from './matrix'
import { fitNeighbours } from './nearest-neighbours'
import { fitRidge } from './ridge'
import type { SparseRows } from './sparse'
import { fitSparseRidge } from './sparse-ridge'

/** How each baseline learns from samples that have both labels, from the simplest. */
const models: Readonly<Record<LearntBaselineName, FitBaseline>> = {
  mean: ({ material, train }) => {
    const mean = meanTargets(takeRows(material.targets, train))
    return Promise.resolve({
      predict: ({ length }) => ({
        rows: length,
        columns: outputs,
        values: Float64Array.from({ length: length * outputs }, (_, index) => mean[index % outputs] ?? 0),
      }),
      write: ({ graph }, anInput) => writeMean(graph, anInput, mean),
      chosen: null,
    })
  },
  neighbours: onDense(fitNeighbours),
  ridge: async (examples, seed, pace) => {
    const { sparse } = examples.features
    if (sparse === null) return onDense(fitRidge)(examples, seed, pace)
    const { targets, groups } = examplesOf(examples)
    const { predict, write, chosen } = await fitSparseRidge({ features: someRows(sparse, examples.train), targets, groups }, seed, pace)
    return {
      predict: (samples) => predict(someRows(sparse, samples)),
      write: (features) => write(features.graph, writeSparse(features)),
      chosen,
    }
  },
  forest: onDense(fitForest),
  boosting: onDense(fitBoosting),
}

/** How each baseline learns, from the simplest; a label may lack a dimension. */
export const baselineModels: Readonly<Record<LearntBaselineName, FitBaseline>> = {
  mean: forKnownLabels(models.mean, models.mean),
  neighbours: forKnownLabels(models.neighbours, models.mean),
  ridge: forKnownLabels(models.ridge, models.mean),
  forest: forKnownLabels(models.forest, models.mean),
  boosting: forKnownLabels(models.boosting, models.mean),
}

/** What the random draws of a baseline follow from. @param fold of all samples, how many folds there are */
export function seedOfBaseline(seed: number, name: BaselineName, fold: number): number {
  return mixSeed(seed, baselineNames.indexOf(name), fold)
}

/** A baseline that reads the dense features. */
function onDense(fit: (examples: Examples, seed: number, pace: Pace) => Promise<Learnt>): FitBaseline {
  return async (examples, seed, pace) => {
    const { predict, write, chosen } = await fit(examplesOf(examples), seed, pace)
    return {
      predict: (samples) => predict(takeRows(examples.features.dense, samples)),
      write: (features) => write(features.graph, writeDense(features)),
      chosen,
    }
  }
}

/** The same point for each row of an input. */
function writeMean({ node, whole, tensor }: GraphBuilder, anInput: Edge, mean: Float64Array): Edge {
  const rows = node('Slice', [node('Shape', [anInput]), whole(0), whole(1)])
  const shape = node('Concat', [rows, whole(outputs)], { axis: 0 })
  return node('Expand', [tensor('mean', 'float32', [1, outputs], Float32Array.from(mean)), shape])
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
