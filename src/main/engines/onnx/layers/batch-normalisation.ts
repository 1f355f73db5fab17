import { batchNormalisationEpsilon } from '../../../network/constants'
import type { Shape } from '../../../network/shapes'
import { type Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/**
 * Batch normalisation, by the batch's own moments where the layer is trained, else by its running statistics.
 * The gradient is dx = γ/σ · (dy − mean(dy) − x̂ · mean(dy · x̂)) (Ioffe & Szegedy 2015).
 * @param x [n, channels] or [n, channels, length]
 */
export function batchNormalisation(step: StepBuilder, name: string, shape: Shape, x: Edge): LayerStep {
  const channels = shape.kind === 'sequence' ? [1, shape.channels, 1] : [1, shape.kind === 'vector' ? shape.units : 0]
  const [gammaName, betaName] = [`${name}.weight`, `${name}.bias`]
  const [gamma, beta] = [step.tensor(gammaName, channels), step.tensor(betaName, channels)]
  if (!step.isTrained(gammaName)) return normaliseByStatistics(step, name, channels, x, gamma, beta)
  const { node, number, whole } = step.graph
  const axes = shape.kind === 'sequence' ? whole(0, 2) : whole(0)
  const mean = node('ReduceMean', [x, axes])
  const centred = node('Sub', [x, mean])
  const variance = node('ReduceMean', [node('Mul', [centred, centred]), axes])
  const inverse = inverseDeviation(step, variance)
  const slope = node('Mul', [inverse, gamma])
  const inverseRows = shape.kind === 'sequence' ? node('Mul', [step.inverseSize(), number(1 / shape.length)]) : step.inverseSize()
  step.tensor(`${name}.running_mean`, channels)
  step.tensor(`${name}.running_var`, channels)
  step.observe(`${name}.running_mean`, mean)
  step.observe(`${name}.running_var`, node('Div', [variance, node('Sub', [number(1), inverseRows])]))
  return {
    output: node('Add', [node('Mul', [centred, slope]), beta]),
    backward: (gradient, wanted) => {
      const sum = node('ReduceSum', [gradient, axes])
      const scaled = node('Mul', [node('ReduceSum', [node('Mul', [gradient, centred]), axes]), inverse])
      step.learn(betaName, sum)
      step.learn(gammaName, scaled)
      if (!wanted) return ''
      const perCentred = node('Mul', [node('Mul', [scaled, inverse]), inverseRows])
      const rest = node('Add', [node('Mul', [centred, perCentred]), node('Mul', [sum, inverseRows])])
      return node('Mul', [node('Sub', [gradient, rest]), slope])
    },
  }
}

function normaliseByStatistics(step: StepBuilder, name: string, channels: readonly number[], x: Edge, gamma: Edge, beta: Edge): LayerStep {
  const { node } = step.graph
  const [mean, variance] = [step.tensor(`${name}.running_mean`, channels), step.tensor(`${name}.running_var`, channels)]
  const slope = node('Mul', [inverseDeviation(step, variance), gamma])
  const offset = node('Sub', [beta, node('Mul', [mean, slope])])
  return {
    output: node('Add', [node('Mul', [x, slope]), offset]),
    backward: (gradient, wanted) => (wanted ? node('Mul', [gradient, slope]) : ''),
  }
}

function inverseDeviation({ graph }: StepBuilder, variance: Edge): Edge {
  return graph.node('Reciprocal', [graph.node('Sqrt', [graph.node('Add', [variance, graph.number(batchNormalisationEpsilon)])])])
}
