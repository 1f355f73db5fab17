import { adam, momentNames } from '../../network/moments'
import type { Edge, GraphBuilder } from './graph-builder'
import type { TensorEdges } from './tensor-edges'

/** What Adam's step is written with; the numbers are fed with the step (`momentCorrections`). */
interface AdamContext {
  readonly graph: GraphBuilder
  readonly tensors: TensorEdges
  /** The learning rate with the correction of the first moment, []. */
  readonly rate: Edge
  /** The root of the correction of the second moment, []. */
  readonly secondRoot: Edge
}

/**
 * Moves the moments of a tensor by its gradient and gives what is taken from the tensor: rate · m / (√v + ε), corrected for the moments'
 * beginning at zero (Kingma and Ba 2015, algorithm 1).
 */
export function adamChange({ graph: { node, number }, tensors, rate, secondRoot }: AdamContext, tensor: string, gradient: Edge): Edge {
  const dims = tensors.dimsOf(tensor)
  const mixed = (name: string, decay: number, value: Edge): Edge => {
    const moment = node('Add', [node('Mul', [tensors.read(name, dims), number(decay)]), node('Mul', [value, number(1 - decay)])])
    tensors.move(name, moment)
    return moment
  }
  const first = mixed(momentNames.first(tensor), adam.firstDecay, gradient)
  const second = mixed(momentNames.second(tensor), adam.secondDecay, node('Mul', [gradient, gradient]))
  const root = node('Add', [node('Mul', [node('Sqrt', [second]), secondRoot]), number(adam.epsilon)])
  return node('Div', [node('Mul', [first, rate]), root])
}
