import type { WordCoordinates } from '@shared/domain/label'
import { groupBy } from '@shared/domain/group-by'
import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import type { WeightTensor } from '../network/weights'
import { stemOf } from '../text/porter-stemmer'
import { cast, double } from './graph-arithmetic'
import { writeMeanRow } from './term-graph'

/** Columns of a table of coordinates: valence, arousal, and 1 for a word that the lexicon knows. */
const columns = 3

/**
 * What a lexicon says of the words of a vocabulary; of a stem that several of its words have, their mean.
 * @param words of a vocabulary; the word at index i has the token id i + 1
 * @returns [ids, 3]: valence, arousal, 1; zeros for words that it does not know. Null when it knows none
 */
export function lexiconTable(words: readonly string[], lexicon: readonly WordCoordinates[]): WeightTensor | null {
  const byStem = groupBy(lexicon, ({ word }) => stemOf(word.toLowerCase()))
  const data = new Float32Array((words.length + 1) * columns)
  words.forEach((word, index) => {
    // A token may name its part of speech: "love/verb".
    const known = byStem.get(word.split('/')[0] ?? word) ?? []
    if (known.length === 0) return
    const meanOf = (name: 'valence' | 'arousal'): number => known.reduce((sum, one) => sum + one[name], 0) / known.length
    data.set([meanOf('valence'), meanOf('arousal'), 1], (index + 1) * columns)
  })
  return data.some((value) => value !== 0) ? { dims: [words.length + 1, columns], data } : null
}

/**
 * The lexicon score of a text.
 * @param mean of its words' rows of the table, [3]
 * @returns mean valence and arousal of the words that the lexicon knows (0 where it knows none), and their share of all, [3]
 */
export function lexiconScores(mean: Float64Array): Float64Array {
  const [valence = 0, arousal = 0, share = 0] = mean.map(Math.fround)
  return share === 0 ? new Float64Array(columns) : Float64Array.of(valence / share, arousal / share, share)
}

/** The same as nodes, float32 [n, 3]. @param tokens int64 [n, length], 0 for padding */
export function writeLexiconScores(graph: GraphBuilder, tokens: Edge, name: string, table: WeightTensor): Edge {
  const { node, whole } = graph
  const mean = cast(graph, writeMeanRow(graph, tokens, name, table), 'float64')
  const share = node('Slice', [mean, whole(columns - 1), whole(columns), whole(1)])
  const sums = node('Slice', [mean, whole(0), whole(columns - 1), whole(1)])
  const divisor = node('Where', [node('Equal', [share, double(graph, 0)]), double(graph, 1), share])
  return cast(graph, node('Concat', [node('Div', [sums, divisor]), share], { axis: 1 }), 'float32')
}
