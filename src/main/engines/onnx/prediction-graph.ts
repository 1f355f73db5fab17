import type { NetworkPlan } from '../../network/plan'
import { weightSpecifications, type Weights } from '../../network/weights'
import type { Graph, GraphValue } from '../../onnx/graph'
import { networkGraph, outputName } from '../../onnx/network-graph'
import { stepNames } from './step-builder'

/**
 * The graph that an exported model has, but with its tensors as inputs (training moves them) and its inputs named by modality;
 * its output is on the scale of the training, and of any width (one branch alone gives its features).
 */
export function predictionGraph(plan: NetworkPlan, weights: Weights): Graph {
  const exported = networkGraph(plan, weights, '-1-1')
  const tensors = new Set(weightSpecifications(plan).map(({ name }) => name))
  const rename = (edge: string): string => (edge === outputName ? stepNames.outputs : edge === 'mfcc' ? 'audio' : edge)
  const asInput = ({ name, dims }: Pick<GraphValue, 'name' | 'dims'>): GraphValue => ({ name: rename(name), dims, elementType: 'float32' })
  return {
    name: `prediction of ${exported.name}`,
    inputs: [
      ...exported.inputs.map((input) => (input.elementType === 'int64' ? { ...input, elementType: 'int32' as const } : asInput(input))),
      ...exported.initializers.filter(({ name }) => tensors.has(name)).map(asInput),
    ],
    outputs: [{ name: stepNames.outputs, elementType: 'float32', dims: ['n', unitsOf(plan)] }],
    initializers: exported.initializers.filter(({ name }) => !tensors.has(name)),
    nodes: exported.nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) })),
  }
}

function unitsOf({ branches, head }: NetworkPlan): number {
  return head.length > 0 ? 2 : branches.reduce((sum, { units }) => sum + units, 0)
}
