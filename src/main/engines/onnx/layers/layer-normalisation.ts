import { layerNormalisationEpsilon } from '../../../network/constants'
import type { Shape } from '../../../network/shapes'
import type { Edge } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/**
 * Mean 0 and variance 1 over the channels, then gain γ and bias β of each.
 * The gradient is dx = 1/σ · (γ·dy − mean(γ·dy) − x̂ · mean(γ·dy · x̂)), the means over the channels (Ba et al. 2016).
 * @param x [n, channels] or [n, channels, length]
 */
export function layerNormalisation(step: StepBuilder, name: string, shape: Shape, x: Edge): LayerStep {
  const { node, number, whole } = step.graph
  const dims = shape.kind === 'sequence' ? [1, shape.channels, 1] : [1, shape.kind === 'vector' ? shape.units : 0]
  const [gainName, biasName] = [`${name}.weight`, `${name}.bias`]
  const [gain, bias] = [step.tensor(gainName, dims), step.tensor(biasName, dims)]
  const channels = whole(1)
  const meanOf = (edge: Edge): Edge => node('ReduceMean', [edge, channels])
  const centred = node('Sub', [x, meanOf(x)])
  const deviation = node('Sqrt', [node('Add', [meanOf(node('Mul', [centred, centred])), number(layerNormalisationEpsilon)])])
  const normalised = node('Div', [centred, deviation])
  return {
    output: node('Add', [node('Mul', [normalised, gain]), bias]),
    backward: (gradient, wanted) => {
      const others = shape.kind === 'sequence' ? whole(0, 2) : whole(0)
      if (step.isTrained(gainName)) {
        step.learn(gainName, node('ReduceSum', [node('Mul', [gradient, normalised]), others]))
        step.learn(biasName, node('ReduceSum', [gradient, others]))
      }
      if (!wanted) return ''
      const scaled = node('Mul', [gradient, gain])
      const along = node('Mul', [normalised, meanOf(node('Mul', [scaled, normalised]))])
      return node('Div', [node('Sub', [node('Sub', [scaled, meanOf(scaled)]), along]), deviation])
    },
  }
}
