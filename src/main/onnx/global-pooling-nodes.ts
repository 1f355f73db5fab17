import type { Statistic } from '@shared/domain/network'
import { statisticEpsilon } from '../network/constants'
import type { GraphNode, Initializer } from './graph'

/** Constants that the nodes of global pooling read. @param lags of all its layers, in frames */
export function globalPoolingConstants(lags: readonly number[]): Initializer[] {
  const whole = (name: string, value: number): Initializer => ({ name, elementType: 'int64', dims: [1], data: [value] })
  return [
    { name: 'statistic-epsilon', elementType: 'float32', dims: [], data: [statisticEpsilon] },
    whole('first', 0),
    whole('last', 2 ** 31 - 1),
    ...[...new Set(lags)].flatMap((lag) => [whole(`from-${lag}`, lag), whole(`until-${lag}`, -lag)]),
  ]
}

/** Statistics of each channel over time, one after the other: [n, channels, length] → [n, statistics · channels]. */
export function globalPoolingNodes(name: string, by: readonly Statistic[], lags: readonly number[], input: string): GraphNode[] {
  const written = by.flatMap((statistic) =>
    statistic === 'change' ? lags.map((lag) => change(name, lag, input)) : [others[statistic](name, input)],
  )
  return [
    ...written.flat(),
    { operator: 'Concat', inputs: written.map(outputOf), outputs: [`${name}/statistics`], attributes: { axis: { kind: 'int', value: 1 } } },
    { operator: 'Flatten', inputs: [`${name}/statistics`], outputs: [name], attributes: { axis: { kind: 'int', value: 1 } } },
  ]
}

const others: Readonly<Record<Exclude<Statistic, 'change'>, (name: string, input: string) => GraphNode[]>> = {
  mean: (name, input) => [{ operator: 'ReduceMean', inputs: [input, 'time-axis'], outputs: [`${name}/mean`] }],
  maximum: (name, input) => [{ operator: 'ReduceMax', inputs: [input, 'time-axis'], outputs: [`${name}/maximum`] }],
  deviation: (name, input) => [
    { operator: 'ReduceMean', inputs: [input, 'time-axis'], outputs: [`${name}/centre`] },
    { operator: 'Sub', inputs: [input, `${name}/centre`], outputs: [`${name}/centred`] },
    ...rootMeanSquare(`${name}/deviation`, `${name}/centred`),
  ],
}

function change(name: string, lag: number, input: string): GraphNode[] {
  const part = `${name}/change-${lag}`
  return [
    { operator: 'Slice', inputs: [input, `from-${lag}`, 'last', 'time-axis'], outputs: [`${part}/later`] },
    { operator: 'Slice', inputs: [input, 'first', `until-${lag}`, 'time-axis'], outputs: [`${part}/earlier`] },
    { operator: 'Sub', inputs: [`${part}/later`, `${part}/earlier`], outputs: [`${part}/difference`] },
    ...rootMeanSquare(part, `${part}/difference`),
  ]
}

/** √(mean x² + ε) over time. */
function rootMeanSquare(name: string, input: string): GraphNode[] {
  return [
    { operator: 'Mul', inputs: [input, input], outputs: [`${name}/squares`] },
    { operator: 'ReduceMean', inputs: [`${name}/squares`, 'time-axis'], outputs: [`${name}/mean-square`] },
    { operator: 'Add', inputs: [`${name}/mean-square`, 'statistic-epsilon'], outputs: [`${name}/positive`] },
    { operator: 'Sqrt', inputs: [`${name}/positive`], outputs: [name] },
  ]
}

function outputOf(nodes: readonly GraphNode[]): string {
  return nodes.at(-1)?.outputs[0] ?? ''
}
