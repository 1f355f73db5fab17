import type { AttentionStatistic } from '@shared/domain/network'
import { statisticEpsilon } from '../../../network/constants'
import type { Edge, GraphBuilder } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** What a layer pools by, and the shape that it meets. */
export interface AttentionPoolingSettings {
  readonly by: readonly AttentionStatistic[]
  readonly channels: number
}

/** Gradients of the inputs [n, channels, length] and of the weights over time [n, 1, length]. */
interface Passed {
  readonly ofInput: Edge
  readonly ofWeights: Edge
}

/** One statistic of each channel, [n, channels, 1], and its gradient. */
interface WrittenStatistic {
  readonly output: Edge
  backward(gradient: Edge): Passed
}

/**
 * Mean, and deviation with ε under its root, of each channel over time by weights that are the softmax over time of w · x:
 * [n, channels, length] → [n, statistics · channels] (Okabe et al. 2018).
 */
export function attentionPooling(step: StepBuilder, name: string, { by, channels }: AttentionPoolingSettings, x: Edge): LayerStep {
  const { graph } = step
  const { node, nodeOf, whole } = graph
  const weightName = `${name}.weight`
  const score = step.tensor(weightName, [1, channels, 1])
  const weights = node('Softmax', [node('ReduceSum', [node('Mul', [x, score]), whole(1)])], { axis: 2 })
  const mean = node('ReduceSum', [node('Mul', [x, weights]), whole(2)])
  const writers: Readonly<Record<AttentionStatistic, () => WrittenStatistic>> = {
    mean: () => ({
      output: mean,
      backward: (gradient) => ({ ofInput: node('Mul', [weights, gradient]), ofWeights: overChannels(graph, node('Mul', [x, gradient])) }),
    }),
    deviation: () => deviation(graph, { x, mean, weights }),
  }
  const written = by.map((statistic) => writers[statistic]())
  const outputs = written.map(({ output }) => output)
  const units = by.length * channels
  return {
    output: node('Reshape', [outputs.length === 1 ? (outputs[0] ?? '') : node('Concat', outputs, { axis: 1 }), whole(-1, units)]),
    backward: (gradient, wanted) => {
      const columns = node('Reshape', [gradient, whole(-1, units, 1)])
      const shares = by.length === 1 ? [columns] : nodeOf(by.length, 'Split', [columns, whole(...by.map(() => channels))], { axis: 1 })
      const passed = written.map((each, index) => each.backward(shares[index] ?? ''))
      const sum = (edges: readonly Edge[]): Edge => edges.reduce((total, next) => node('Add', [total, next]))
      const ofScores = throughSoftmax(graph, weights, sum(passed.map(({ ofWeights }) => ofWeights)))
      if (step.isTrained(weightName)) step.learn(weightName, node('ReduceSum', [node('Mul', [x, ofScores]), whole(0, 2)]))
      return wanted ? node('Add', [sum(passed.map(({ ofInput }) => ofInput)), node('Mul', [ofScores, score])]) : ''
    },
  }
}

/** √(Σ a (x − mean)² + ε). That the mean follows from the inputs takes no part: deviations from a weighted mean sum to 0. */
function deviation(graph: GraphBuilder, { x, mean, weights }: { x: Edge; mean: Edge; weights: Edge }): WrittenStatistic {
  const { node, number, whole } = graph
  const centred = node('Sub', [x, mean])
  const squares = node('Mul', [centred, centred])
  const variance = node('ReduceSum', [node('Mul', [squares, weights]), whole(2)])
  const output = node('Sqrt', [node('Add', [variance, number(statisticEpsilon)])])
  return {
    output,
    backward: (gradient) => {
      const slope = node('Div', [gradient, output])
      return {
        ofInput: node('Mul', [node('Mul', [centred, weights]), slope]),
        ofWeights: node('Mul', [overChannels(graph, node('Mul', [squares, slope])), number(0.5)]),
      }
    },
  }
}

/** [n, channels, length] → [n, 1, length]. */
function overChannels({ node, whole }: GraphBuilder, edge: Edge): Edge {
  return node('ReduceSum', [edge, whole(1)])
}

/** a · (da − Σ a · da), the sum over time. */
function throughSoftmax({ node, whole }: GraphBuilder, weights: Edge, gradient: Edge): Edge {
  const along = node('ReduceSum', [node('Mul', [weights, gradient]), whole(2)])
  return node('Mul', [weights, node('Sub', [gradient, along])])
}
