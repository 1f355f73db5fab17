import { type Edge, oneWherePositive } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { LayerStep } from './layer-step'

/**
 * Vectors of token ids. While the table is trained the padding id 0 is a zero vector.
 * @param table.rows of it, one for each token id, and how many numbers each has
 * @param ids int32 [n, length]
 * @returns vectors [n, size, length]
 */
export function embedding(step: StepBuilder, name: string, table: { rows: number; size: number }, ids: Edge): LayerStep {
  const { node, number, whole } = step.graph
  const weightName = `${name}.weight`
  const vectors = node('Gather', [step.tensor(weightName), ids], { axis: 0 })
  const turned = (edge: Edge): Edge => node('Transpose', [edge], { perm: [0, 2, 1] })
  if (!step.isTrained(weightName)) return { output: turned(vectors), backward: () => '' }
  const isWord = node('Unsqueeze', [oneWherePositive(step.graph, ids, 'int32'), whole(2)])
  return {
    output: turned(node('Mul', [vectors, isWord])),
    backward: (gradient) => {
      const rows = node('Reshape', [node('Mul', [turned(gradient), isWord]), whole(-1, table.size)])
      const indices = node('Cast', [node('Reshape', [ids, whole(-1, 1)])], { to: 7 })
      const zeros = node('Expand', [number(0), whole(table.rows, table.size)])
      step.learn(weightName, step.addRows(zeros, indices, rows))
      return ''
    },
  }
}
