import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import { cast } from './graph-arithmetic'
import type { ExcerptEdges, ExcerptNumbers, SummaryBlock } from './summary-block'
import { mfccBlock } from './summary-features'

/** All blocks of summary features, in the order of their columns. A further one is added here. */
export const summaryBlocks: readonly SummaryBlock[] = [mfccBlock]

/** How many summary features an excerpt has. */
export const summaryCount = summaryBlocks.reduce((sum, { count }) => sum + count, 0)

/** The summary features of an excerpt. @returns [summaryCount] */
export function summariseExcerpt(excerpt: ExcerptNumbers): Float64Array {
  return Float64Array.from(summaryBlocks.flatMap(({ summarise }) => [...summarise(excerpt)]))
}

/** The summary features as nodes of a graph, float32 [n, summaryCount]. */
export function writeSummaries(graph: GraphBuilder, excerpt: ExcerptEdges): Edge {
  const blocks = summaryBlocks.map(({ write }) => write(graph, excerpt))
  return cast(graph, blocks.length === 1 ? (blocks[0] ?? '') : graph.node('Concat', blocks, { axis: 1 }), 'float32')
}
