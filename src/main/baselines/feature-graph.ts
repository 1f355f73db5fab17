import { describeModality, type Modality, type TextKind, tokensPerText } from '@shared/domain/modality'
import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import type { WeightTensor } from '../network/weights'
import { cast, double } from './graph-arithmetic'
import { writeLexiconScores } from './lexicon-scores'
import { writeStandardised } from './linear-graph'
import { denseWords, type PartFeatures, shareOfFixed } from './part-features'
import type { ExcerptEdges } from './summary-block'
import { writeSummaries } from './summary-blocks'
import { writeMeanRow, writeTerms } from './term-graph'

/** What a graph has to know of one kind of text to make features of its token ids. */
export interface TextSource {
  readonly source: 'text'
  readonly kind: TextKind
  /** Token ids, the padding's 0 included. */
  readonly vocabularySize: number
  /** Ids of the character n-grams of a token, as often as they occur in it. */
  readonly gramsOfToken: (token: number) => readonly number[]
  /** Word vectors [vocabularySize, size]; null without. */
  readonly vectors: WeightTensor | null
  /** Coordinates of words by a lexicon, from `lexiconTable`; null without. */
  readonly lexicon: WeightTensor | null
}

/** What needs no summary: the vector that a backbone gives, under the name of its modality's input. */
export interface VectorSource {
  readonly source: 'vector'
  readonly modality: Modality
  readonly units: number
}

/** What a run reads, in the order of its features: an excerpt of audio, a vector, or a text. */
export type FeatureSource = { readonly source: 'excerpt' } | VectorSource | TextSource

/** Where features are written, and of what. */
export interface FeatureGraph {
  readonly graph: GraphBuilder
  readonly sources: readonly FeatureSource[]
  readonly part: Pick<PartFeatures, 'moments' | 'weights'>
  /** Edges of the graph before it; not read by a run of texts alone. */
  readonly excerpt: ExcerptEdges
}

/** The dense features of a part as nodes, float32 [n, columns]. */
export function writeDense(features: FeatureGraph): Edge {
  const { graph } = features
  const frequent = writeWords(features).map(({ edge, columns }) => {
    const first = graph.node('Slice', [edge, graph.whole(0), graph.whole(denseWords({ columns })), graph.whole(1)])
    return cast(graph, first, 'float32')
  })
  return join(graph, [...writeFixed(features), ...frequent])
}

/** The features of linear models of texts as nodes, float64 [n, columns]. */
export function writeSparse(features: FeatureGraph): Edge {
  const { graph, part } = features
  const fixed = writeFixed(features)
  const share = double(graph, shareOfFixed(part.moments.means.length))
  const scaled = fixed.length === 0 ? [] : [graph.node('Mul', [writeStandardised(graph, join(graph, fixed), part.moments), share])]
  const [words, grams] = [writeWords(features), writeGrams(features)]
  const terms = textsOf(features).flatMap(({ kind }) => [...words, ...grams].filter((block) => block.kind === kind).map(({ edge }) => edge))
  return join(graph, [...scaled, ...terms])
}

/** One block of TF-IDF: float64 [n, columns]. */
interface TermBlock {
  readonly kind: TextKind
  readonly edge: Edge
  readonly columns: number
}

function textsOf({ sources }: FeatureGraph): TextSource[] {
  return sources.flatMap((source) => (source.source === 'text' ? [source] : []))
}

function tokensOf(graph: GraphBuilder, kind: TextKind): Edge {
  return graph.input(kind, ['n', tokensPerText], 'int64')
}

/** What needs no learning, a block for each source that has some. */
function writeFixed({ graph, sources, excerpt }: FeatureGraph): Edge[] {
  return sources.flatMap((source) => {
    if (source.source === 'excerpt') return [writeSummaries(graph, excerpt)]
    if (source.source === 'vector') return [graph.input(describeModality(source.modality).graphInput, ['n', source.units])]
    const { kind, vectors, lexicon } = source
    const tokens = tokensOf(graph, kind)
    return [
      ...(vectors === null ? [] : [writeMeanRow(graph, tokens, `vectors of ${kind}`, vectors)]),
      ...(lexicon === null ? [] : [writeLexiconScores(graph, tokens, `lexicon of ${kind}`, lexicon)]),
    ]
  })
}

function writeWords(features: FeatureGraph): TermBlock[] {
  return writeBlocks(features, 'words', () => (token) => [token])
}

function writeGrams(features: FeatureGraph): TermBlock[] {
  return writeBlocks(features, 'grams', ({ gramsOfToken }) => gramsOfToken)
}

/** Blocks of terms that count; texts without any give none. */
function writeBlocks(
  features: FeatureGraph,
  of: 'words' | 'grams',
  termsOf: (text: TextSource) => (token: number) => readonly number[],
): TermBlock[] {
  const { graph, part } = features
  return textsOf(features).flatMap((text, index) => {
    const weights = part.weights[index]?.[of]
    const columns = weights?.inverseFrequencies.length ?? 0
    if (weights === undefined || columns === 0) return []
    const { kind, vocabularySize } = text
    const terms = termsOf(text)
    const termsOfToken = Array.from({ length: vocabularySize }, (_, token) => (token === 0 ? [] : terms(token)))
    return [{ kind, columns, edge: writeTerms(graph, tokensOf(graph, kind), { name: `${of} of ${kind}`, termsOfToken, weights }) }]
  })
}

function join(graph: GraphBuilder, edges: readonly Edge[]): Edge {
  return edges.length === 1 ? (edges[0] ?? '') : graph.node('Concat', edges, { axis: 1 })
}
