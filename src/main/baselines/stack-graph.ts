import { type BaselineName, baselineDescriptors } from '@shared/domain/baseline'
import { type Dimension, dimensions } from '@shared/domain/plane'
import { createGraphBuilder } from '../engines/onnx/graph-builder'
import { type Graph, joinGraphs, withoutRepeated, withPrefix } from '../onnx/graph'
import { outputName } from '../onnx/network-graph'
import { outputs } from './learner'
import type { StackWeights } from './stack'

/** A model of a stack: its graph gives valence and arousal under the usual name. */
export interface StackMember {
  readonly name: BaselineName | 'network'
  readonly graph: Graph
}

/**
 * The graph of a stack: the weighted sum of what its members say, within the plane. What several members compute alike is computed once.
 * @param weights of each member, in their order
 */
export function stackGraph(members: readonly StackMember[], weights: StackWeights): Graph {
  const joined = joinedByWeights(members, weights)
  return withoutRepeated(
    members.reduceRight((back, { name, graph }) => {
      const prefix = `${name}/`
      return joinGraphs(withPrefix(graph, prefix), back, { [`${prefix}${outputName}`]: inputOf(name) })
    }, joined),
  )
}

function joinedByWeights(members: readonly StackMember[], weights: StackWeights): Graph {
  const graph = createGraphBuilder()
  const { node, input, constant, number, output, build } = graph
  const shares = members.map(({ name }, member) => {
    const own = dimensions.map((dimension) => weights[dimension][member] ?? 0)
    return node('Mul', [input(inputOf(name), ['n', outputs]), constant('float32', [1, outputs], own)])
  })
  const sum = shares.reduce((joined, edge) => node('Add', [joined, edge]))
  output(outputName, node('Clip', [sum, number(-1), number(1)]), ['n', outputs])
  return build('stack')
}

function inputOf(name: StackMember['name']): string {
  return `output of ${name}`
}

/** The weights as a model card says them, such as "valence: network 0.41, ridge regression 0.30"; members without weight are left out. */
export function weightsInWords(members: readonly StackMember['name'][], weights: StackWeights): string {
  const names = members.map((name) => (name === 'network' ? name : baselineDescriptors[name].title))
  const ofDimension = (dimension: Dimension): string => {
    const shares = names.map((name, member) => ({ name, weight: weights[dimension][member] ?? 0 })).filter(({ weight }) => weight > 0)
    return `${dimension}: ${shares.map(({ name, weight }) => `${name} ${weight.toFixed(2)}`).join(', ') || 'none'}`
  }
  return `weights of ${dimensions.map(ofDimension).join('; ')}`
}
