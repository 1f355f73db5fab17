import { type Edge, oneWherePositive } from '../graph-builder'
import type { StepBuilder } from '../step-builder'
import type { ConvolutionSettings } from './convolution'
import type { LayerStep } from './layer-step'

/** An embedding and the convolution behind it. */
export interface TextConvolutionSettings {
  readonly embedding: string
  readonly vocabularySize: number
  readonly convolution: string
  /** The convolution: stride 1, and as many channels as a word vector has numbers. */
  readonly shape: ConvolutionSettings
}

/** A batch's distinct token ids, int32 [u], and the index of every token among them, int32 [n, length]. */
export interface WordEdges {
  readonly words: Edge
  readonly indices: Edge
}

/**
 * Embedding and convolution as one: every distinct word of the batch is multiplied once by all taps of all filters. The output of a
 * filter is the sum of these products over its taps, each taken at the word that the tap reads. Texts repeat words and are padded, so
 * this takes a tenth of the arithmetic.
 * @returns [n, filters, outputs]
 */
export function textConvolution(step: StepBuilder, settings: TextConvolutionSettings, { words, indices }: WordEdges): LayerStep {
  const { node, nodeOf, whole } = step.graph
  const { kernel, filters, channels, outputs } = settings.shape
  const [tableName, weightName, biasName] = [
    `${settings.embedding}.weight`,
    `${settings.convolution}.weight`,
    `${settings.convolution}.bias`,
  ]
  const vectors = vectorsOf(step, tableName, words)
  const taps = node('Reshape', [node('Transpose', [step.tensor(weightName)], { perm: [1, 2, 0] }), whole(channels, kernel * filters)])
  const parts = nodeOf(kernel, 'Split', [node('MatMul', [vectors, taps]), whole(...Array<number>(kernel).fill(filters))], { axis: 1 })
  const read = parts.map((_, tap) => node('Slice', [indices, whole(tap), whole(tap + outputs), whole(1)]))
  // The bias is added where there are the fewest rows. `Sum` of all takes longer than adding one after the other.
  const biased = parts.map((part, tap) => (tap === 0 ? node('Add', [part, step.tensor(biasName)]) : part))
  const seen = biased.map((part, tap) => node('Gather', [part, read[tap] ?? ''], { axis: 0 }))
  const sum = seen.reduce((sumOfTaps, next) => node('Add', [sumOfTaps, next]))
  return {
    output: node('Transpose', [sum], { perm: [0, 2, 1] }),
    backward: (gradient) => {
      const rows = node('Reshape', [node('Transpose', [gradient], { perm: [0, 2, 1] }), whole(-1, filters)])
      if (settings.shape.isNormalised) step.learnNothing(biasName)
      else step.learn(biasName, node('ReduceSum', [rows, whole(0)], { keepdims: 0 }))
      const shares = parts.map((part, tap) => step.addRows(zerosLike(step, part), columnOf(step, read[tap] ?? ''), rows))
      const share = node('Concat', shares, { axis: 1 })
      const product = node('Reshape', [node('Gemm', [vectors, share], { transA: 1 }), whole(channels, kernel, filters)])
      step.learn(weightName, node('Transpose', [product], { perm: [2, 0, 1] }))
      if (step.isTrained(tableName)) {
        const ofVectors = withoutPadding(step, words, node('Gemm', [share, taps], { transB: 1 }))
        const zeros = node('Expand', [step.graph.number(0), whole(settings.vocabularySize, channels)])
        step.learn(tableName, step.addRows(zeros, columnOf(step, words), ofVectors))
      }
      return ''
    },
  }
}

/** Vectors of words [u, size]; while the table is trained the padding id 0 has none. */
function vectorsOf(step: StepBuilder, tableName: string, words: Edge): Edge {
  const vectors = step.graph.node('Gather', [step.tensor(tableName), words], { axis: 0 })
  return step.isTrained(tableName) ? withoutPadding(step, words, vectors) : vectors
}

function withoutPadding({ graph }: StepBuilder, words: Edge, rows: Edge): Edge {
  return graph.node('Mul', [rows, graph.node('Unsqueeze', [oneWherePositive(graph, words, 'int32'), graph.whole(1)])])
}

/** Indices of any shape as int64 [count, 1], as rows are named where they are added. */
function columnOf({ graph: { node, whole } }: StepBuilder, indices: Edge): Edge {
  return node('Reshape', [node('Cast', [indices], { to: 7 }), whole(-1, 1)])
}

function zerosLike({ graph: { node, number } }: StepBuilder, matrix: Edge): Edge {
  return node('Expand', [number(0), node('Shape', [matrix])])
}
