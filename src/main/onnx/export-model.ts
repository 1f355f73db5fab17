import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { isTextKind, modalityDescriptors, tokensPerText } from '@shared/domain/modality'
import { modalityOfNetwork, readsAudioFiles } from '@shared/domain/network'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { sampleRate } from '@shared/domain/feature-constants'
import { writeFileAtomically } from '../files/write-atomically'
import type { NetworkPlan } from '../network/plan'
import { encodeSafetensors } from '../network/safetensors'
import { checkWeights, type Weights } from '../network/weights'
import { encodeModel } from './encode-model'
import { type Graph, joinGraphs } from './graph'
import { modelCard } from './model-card'
import { metadataFromProperties, type ModelProperties } from './model-properties'
import { networkGraph } from './network-graph'
import { openSession } from './session'

/** What is exported; properties that follow from the network are filled in. */
export interface ModelToExport {
  readonly plan: NetworkPlan
  readonly weights: Weights
  /** The graph that turns samples into MFCC; stands at the front where the network hears audio. */
  readonly mfccGraph: Graph
  /** How the excerpts were cut that the network learnt from; left out: the rule of the study. */
  readonly excerptRule?: ExcerptRule
  /** Scale that the network was trained on; the model's output is on −1…1 either way. */
  readonly targetScale: '-1-1' | '0-1'
  readonly properties: Omit<ModelProperties, 'modality' | 'scale' | 'network' | 'excerptRule' | 'textRule' | 'weightsSha256'>
}

/** Where an exported model lies. */
export interface ExportedModel {
  readonly path: string
  readonly sha256: string
  readonly cardPath: string
}

/** The rule by which a track becomes the samples that a model hears. */
function writtenRule({ lengthSeconds, segmentSeconds, keptSegmentSeconds }: ExcerptRule): NonNullable<ModelProperties['excerptRule']> {
  return { sampleRate, sourceSeconds: lengthSeconds, segmentSeconds, keptSegmentSeconds, start: 'middle', shorter: 'repeated' }
}

/**
 * Writes a model with its metadata, and the model card beside it (`model.onnx` → `model.md`). The model is loaded once before it is
 * written.
 * @param path of the model file; replaced when it is there
 * @throws Failure `file-invalid` when the weights do not fit the network; a system error when the file cannot be written
 */
export async function exportModel(model: ModelToExport, path: string): Promise<ExportedModel> {
  checkWeights(model.plan, model.weights)
  const properties = completeProperties(model)
  const bytes = encodeModel(modelGraph(model), metadataFromProperties(properties))
  const session = await openSession(bytes)
  await session.dispose()
  const sha256 = digestOf(bytes)
  const cardPath = `${path.replace(/\.onnx$/i, '')}.md`
  // The card first: whoever finds the model finds its card.
  await writeFileAtomically(cardPath, modelCard(properties, basename(path), sha256))
  await writeFileAtomically(path, bytes)
  return { path, sha256, cardPath }
}

/** The whole graph: from samples where there is audio, from token ids where there is text. */
export function modelGraph({
  plan,
  weights,
  mfccGraph,
  targetScale,
}: Pick<ModelToExport, 'plan' | 'weights' | 'mfccGraph' | 'targetScale'>): Graph {
  const graph = networkGraph(plan, weights, targetScale)
  const { graphInput } = modalityDescriptors.audio
  const readsMfcc = graph.inputs.some(({ name }) => name === graphInput)
  return readsMfcc ? joinGraphs(mfccGraph, graph, { mfcc: graphInput }) : graph
}

function completeProperties({ plan: { network }, weights, properties, excerptRule = defaultExcerptRule }: ModelToExport): ModelProperties {
  return {
    ...properties,
    modality: modalityOfNetwork(network),
    scale: '-1-1',
    network,
    excerptRule: readsAudioFiles(network) ? writtenRule(excerptRule) : null,
    textRule: network.branches.some(({ modality }) => isTextKind(modality))
      ? { tokens: tokensPerText, stemmer: 'porter-original', cleaning: 1 }
      : null,
    weightsSha256: digestOf(encodeSafetensors(weights)),
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
