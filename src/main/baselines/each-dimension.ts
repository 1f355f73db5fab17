import { type Dimension, dimensions } from '@shared/domain/plane'
import type { GraphBuilder } from '../engines/onnx/graph-builder'
import { outputs } from './learner'
import type { Matrix } from './matrix'
import type { FitBaseline, LearntBaseline, PartExamples } from './fit-baseline'

/** With fewer labels of a dimension only their mean is learnt. */
const fewestLabels = 2

/**
 * Learns both dimensions together where every training sample has both labels; else each by itself, from the samples that have a label of
 * it.
 * @param fit learns from samples with both labels
 * @param fitMean learns the mean of what labels there are
 */
export function forKnownLabels(fit: FitBaseline, fitMean: FitBaseline): FitBaseline {
  return async (examples, seed, pace) => {
    const { train, material } = examples
    const known = dimensions.map((_, output) => train.filter((sample) => isKnown(material.targets, sample, output)))
    if (known.every(({ length }) => length === train.length)) return fit(examples, seed, pace)
    const models: LearntBaseline[] = []
    for (const output of dimensions.keys()) {
      const own = examplesOfDimension(examples, known[output] ?? train, output)
      const ownPace = (share: number): Promise<void> => pace((output + share) / outputs)
      models.push(await (own.train.length < fewestLabels ? fitMean : fit)(own, seed, ownPace))
    }
    return joined(models)
  }
}

function isKnown({ values }: Matrix, sample: number, output: number): boolean {
  return !Number.isNaN(values[outputs * sample + output] ?? Number.NaN)
}

/** The samples that have a label of a dimension, with that in both columns. */
function examplesOfDimension(examples: PartExamples, train: Int32Array, output: number): PartExamples {
  const { targets } = examples.material
  const values = targets.values.map((_, index) => targets.values[index - (index % outputs) + output] ?? 0)
  return { ...examples, train, material: { ...examples.material, targets: { ...targets, values } } }
}

/** Of a model for each dimension that dimension's column. */
function joined(models: readonly LearntBaseline[]): LearntBaseline {
  return {
    predict: (samples) => {
      const columns = models.map(({ predict }) => predict(samples).values)
      const values = Float64Array.from({ length: outputs * samples.length }, (_, index) => columns[index % outputs]?.[index] ?? 0)
      return { rows: samples.length, columns: outputs, values }
    },
    write: (features, anInput) => {
      const { graph } = features
      const columns = models.map(({ write }, output) => {
        const both = write({ ...features, graph: withOwnTensors(graph, dimensions[output] ?? 'valence') }, anInput)
        return graph.node('Slice', [both, graph.whole(output), graph.whole(output + 1), graph.whole(1)])
      })
      return graph.node('Concat', columns, { axis: 1 })
    },
    chosen: chosenOf(models),
  }
}

/** Two models in one graph have tensors of the same names. */
function withOwnTensors(graph: GraphBuilder, dimension: Dimension): GraphBuilder {
  return { ...graph, tensor: (name, ...rest) => graph.tensor(`${name} for ${dimension}`, ...rest) }
}

function chosenOf(models: readonly LearntBaseline[]): string | null {
  const words = models.flatMap(({ chosen }, output) => (chosen === null ? [] : [`${chosen} for ${dimensions[output] ?? ''}`]))
  return words.length === 0 ? null : words.join(', ')
}
