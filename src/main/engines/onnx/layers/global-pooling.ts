import type { Statistic } from '@shared/domain/network'
import { statisticEpsilon } from '../../../network/constants'
import type { Edge, GraphBuilder } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/** What a layer summarises each channel by, and the lengths that it meets. */
export interface GlobalPoolingSettings {
  readonly by: readonly Statistic[]
  /** Steps over which a change is taken; one statistic each. */
  readonly lags: readonly number[]
  readonly channels: number
  readonly length: number
}

/** One statistic of each channel, [n, channels, 1], and its gradient. */
interface WrittenStatistic {
  readonly output: Edge
  /** [n, channels, 1] → [n, channels, length]. */
  backward(gradient: Edge): Edge
}

/**
 * Statistics of each channel over time, one after the other: [n, channels, length] → [n, statistics · channels].
 * Deviations and changes have ε under their root, so that silence has a gradient; equal maxima share theirs.
 */
export function globalPooling({ graph }: StepBuilder, settings: GlobalPoolingSettings, x: Edge): LayerStep {
  const { node, nodeOf, whole } = graph
  const written = settings.by.flatMap((statistic) => writers[statistic](graph, settings, x))
  const units = written.length * settings.channels
  return {
    output: node('Reshape', [joined(graph, written), whole(-1, units)]),
    backward: (gradient, wanted) => {
      if (!wanted) return ''
      const columns = node('Reshape', [gradient, whole(-1, units, 1)])
      const sizes = written.map(() => settings.channels)
      const shares = written.length === 1 ? [columns] : nodeOf(written.length, 'Split', [columns, whole(...sizes)], { axis: 1 })
      return written.map((each, index) => each.backward(shares[index] ?? '')).reduce((sum, next) => node('Add', [sum, next]))
    },
  }
}

function joined({ node }: GraphBuilder, written: readonly WrittenStatistic[]): Edge {
  const outputs = written.map(({ output }) => output)
  return outputs.length === 1 ? (outputs[0] ?? '') : node('Concat', outputs, { axis: 1 })
}

type WriteStatistic = (graph: GraphBuilder, settings: GlobalPoolingSettings, x: Edge) => WrittenStatistic[]

const writers: Readonly<Record<Statistic, WriteStatistic>> = {
  mean: (graph, settings, x) => [mean(graph, settings, x)],
  maximum: (graph, _settings, x) => [maximum(graph, x)],
  deviation: (graph, settings, x) => [deviation(graph, settings, x)],
  change: (graph, settings, x) => settings.lags.map((lag) => change(graph, settings, lag, x)),
}

function mean({ node, number, whole, constant }: GraphBuilder, { length }: GlobalPoolingSettings, x: Edge): WrittenStatistic {
  const everywhere = constant('float32', [1, 1, length], Array<number>(length).fill(1))
  return {
    output: node('ReduceMean', [x, whole(2)]),
    backward: (gradient) => node('Mul', [node('Mul', [gradient, number(1 / length)]), everywhere]),
  }
}

function maximum({ node, whole }: GraphBuilder, x: Edge): WrittenStatistic {
  const output = node('ReduceMax', [x, whole(2)])
  return {
    output,
    backward: (gradient) => {
      const largest = node('Cast', [node('Equal', [x, output])], { to: 1 })
      return node('Mul', [largest, node('Div', [gradient, node('ReduceSum', [largest, whole(2)])])])
    },
  }
}

function deviation(graph: GraphBuilder, { length }: GlobalPoolingSettings, x: Edge): WrittenStatistic {
  const centred = graph.node('Sub', [x, graph.node('ReduceMean', [x, graph.whole(2)])])
  return rootMeanSquare(graph, centred, length)
}

function change(graph: GraphBuilder, { length }: GlobalPoolingSettings, lag: number, x: Edge): WrittenStatistic {
  const { node, whole } = graph
  const part = (from: number, to: number): Edge => node('Slice', [x, whole(from), whole(to), whole(2)])
  const { output, backward } = rootMeanSquare(graph, node('Sub', [part(lag, length), part(0, length - lag)]), length - lag)
  return {
    output,
    backward: (gradient) => {
      const ofDifference = backward(gradient)
      const pad = (before: number, behind: number): Edge => node('Pad', [ofDifference, whole(0, 0, before, 0, 0, behind)])
      return node('Sub', [pad(lag, 0), pad(0, lag)])
    },
  }
}

/** √(mean x² + ε) over time. */
function rootMeanSquare({ node, number, whole }: GraphBuilder, x: Edge, length: number): WrittenStatistic {
  const squares = node('ReduceMean', [node('Mul', [x, x]), whole(2)])
  const output = node('Sqrt', [node('Add', [squares, number(statisticEpsilon)])])
  return { output, backward: (gradient) => node('Mul', [x, node('Div', [node('Mul', [gradient, number(1 / length)]), output])]) }
}
