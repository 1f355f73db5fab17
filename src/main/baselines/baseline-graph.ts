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

/**
 * The whole graph of a baseline: from samples where the run reads audio, from token ids where it reads texts, as the graphs of networks.
 * @param excerptRule how the run's excerpts were cut; left out: the rule of the study
 * @param fronts what makes features of samples; left out: MFCC
 */
export function baselineGraph(
  model: LearntBaseline,
  sources: readonly FeatureSource[],
  part: Pick<PartFeatures, 'moments' | 'weights'>,
  excerptRule?: ExcerptRule,
  fronts: Fronts = { [modalityDescriptors.audio.graphInput]: mfccGraph(excerptRule) },
): Graph {
  const graph = createGraphBuilder()
  const { frameCount: frames } = shapeOfRule(excerptRule)
  const [first] = sources
  for (const source of sources) declareInput(graph, source, frames)
  const anInput = first ? inputOf(first) : modalityDescriptors.audio.graphInput
  graph.output(outputName, model.write({ graph, sources, part, excerpt: { ...edgesOfMfcc, frames } }, anInput), ['n', outputs])
  const built = graph.build('baseline')
  return withoutUnused(joinFronts(fronts, built))
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
