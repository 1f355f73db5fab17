import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { coefficientCount } from '@shared/domain/feature-constants'
import { modalityDescriptors, tokensPerText } from '@shared/domain/modality'
import { mfccGraph } from '../audio/mfcc-graph'
import { createGraphBuilder, type GraphBuilder } from '../engines/onnx/graph-builder'
import { type Fronts, type Graph, joinFronts, withoutUnused } from '../onnx/graph'
import { outputName } from '../onnx/network-graph'
import type { FeatureSource } from './feature-graph'
import { outputs } from './learner'
import type { LearntBaseline } from './fit-baseline'
import type { PartFeatures } from './part-features'

/** Edges of the graph of MFCC that features are made of. */
const edgesOfMfcc = { mfcc: 'mfcc', power: 'mfcc/power', waveform: 'waveform' } as const

/** What is written as the graph of a baseline. */
export type WriteBaseline = LearntBaseline['write']

/** What features are made of. */
export interface GraphSources {
  readonly sources: readonly FeatureSource[]
  readonly part: Pick<PartFeatures, 'moments' | 'weights'>
  /** How the run's excerpts were cut; left out: the rule of the study. */
  readonly excerptRule?: ExcerptRule | undefined
  /** What makes features of samples; left out: MFCC. */
  readonly fronts?: Fronts
}

/** The graph of a baseline, from what makes features of samples where the run reads audio, from token ids where it reads texts. */
export function writtenGraph(write: WriteBaseline, { sources, part, excerptRule }: GraphSources): Graph {
  const graph = createGraphBuilder()
  const { frameCount: frames } = shapeOfRule(excerptRule)
  const [first] = sources
  for (const source of sources) declareInput(graph, source, frames)
  const anInput = first ? inputOf(first) : modalityDescriptors.audio.graphInput
  graph.output(outputName, write({ graph, sources, part, excerpt: { ...edgesOfMfcc, frames } }, anInput), ['n', outputs])
  return graph.build('baseline')
}

/** A graph from samples, with what makes features of them before it: the whole model, as the graphs of networks. */
export function fromSamples(graph: Graph, { excerptRule, fronts }: GraphSources): Graph {
  return withoutUnused(joinFronts(fronts ?? { [modalityDescriptors.audio.graphInput]: mfccGraph(excerptRule) }, graph))
}

/** The whole graph of a baseline. */
export function baselineGraph(write: WriteBaseline, sources: GraphSources): Graph {
  return fromSamples(writtenGraph(write, sources), sources)
}

function inputOf(source: FeatureSource): string {
  if (source.source === 'text') return source.kind
  return modalityDescriptors[source.source === 'excerpt' ? 'audio' : source.modality].graphInput
}

function declareInput(graph: GraphBuilder, source: FeatureSource, frames: number): void {
  if (source.source === 'text') graph.input(source.kind, ['n', tokensPerText], 'int64')
  else if (source.source === 'excerpt') graph.input(inputOf(source), ['n', coefficientCount, frames])
  else graph.input(inputOf(source), ['n', source.units])
}
