import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { coefficientCount } from '@shared/domain/feature-constants'
import { modalityDescriptors, tokensPerText } from '@shared/domain/modality'
import { mfccGraph } from '../audio/mfcc-graph'
import { createGraphBuilder } from '../engines/onnx/graph-builder'
import { type Graph, joinGraphs, withoutUnused } from '../onnx/graph'
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
 */
export function baselineGraph(
  model: LearntBaseline,
  sources: readonly FeatureSource[],
  part: Pick<PartFeatures, 'moments' | 'weights'>,
  excerptRule?: ExcerptRule,
): Graph {
  const graph = createGraphBuilder()
  const { frameCount: frames } = shapeOfRule(excerptRule)
  const [first] = sources
  const readsAudio = sources.some(({ source }) => source === 'excerpt')
  const { graphInput } = modalityDescriptors.audio
  for (const source of sources) {
    if (source.source === 'excerpt') graph.input(graphInput, ['n', coefficientCount, frames])
    else graph.input(source.kind, ['n', tokensPerText], 'int64')
  }
  const anInput = first?.source === 'text' ? first.kind : graphInput
  graph.output(outputName, model.write({ graph, sources, part, excerpt: { ...edgesOfMfcc, frames } }, anInput), ['n', outputs])
  const built = graph.build('baseline')
  return withoutUnused(readsAudio ? joinGraphs(mfccGraph(excerptRule), built, { mfcc: graphInput }) : built)
}
