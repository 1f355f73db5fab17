import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { describeModality, isTextKind, type Modality, modalityDescriptors, tokensPerText } from '@shared/domain/modality'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { sampleRate } from '@shared/domain/feature-constants'
import { writeFileAtomically } from '../files/write-atomically'
import type { NetworkPlan } from '../network/plan'
import { encodeSafetensors } from '../network/safetensors'
import { checkWeights, type Weights } from '../network/weights'
import { encodeModel } from './encode-model'
import { type Fronts, type Graph, joinFronts } from './graph'
import { modelCard } from './model-card'
import { metadataFromProperties, type ModelProperties, type RunProperties } from './model-properties'
import { networkGraph } from './network-graph'
import { openSession } from './session'

/** What is exported; properties that follow from the network are filled in. */
export interface ModelToExport {
  readonly plan: NetworkPlan
  readonly weights: Weights
  /** The graph that turns samples into MFCC; stands at the front where the network hears audio. */
  readonly mfccGraph: Graph
  /** The graph that turns samples into what a backbone gives; needed where the network reads one. */
  readonly backboneGraph?: Graph
  /** How the excerpts were cut that the network learnt from; left out: the rule of the study. */
  readonly excerptRule?: ExcerptRule
  /** Scale that the network was trained on; the model's output is on −1…1 either way. */
  readonly targetScale: '-1-1' | '0-1'
  readonly properties: RunProperties
}

/** Where an exported model lies. */
export interface ExportedModel {
  readonly path: string
  readonly sha256: string
  readonly cardPath: string
}

/** The rule by which a track becomes the samples that a model hears. */
function writtenRule({ lengthSeconds, ...rule }: ExcerptRule): NonNullable<ModelProperties['excerptRule']> {
  return { sampleRate, sourceSeconds: lengthSeconds, ...rule, start: 'middle', shorter: 'repeated' }
}

/**
 * Writes a model with its metadata, and the model card beside it (`model.onnx` → `model.md`). The model is loaded once before it is
 * written.
 * @param path of the model file; replaced when it is there
 * @throws Failure `file-invalid` when the weights do not fit the network; a system error when the file cannot be written
 */
export async function exportModel(model: ModelToExport, path: string): Promise<ExportedModel> {
  checkWeights(model.plan, model.weights)
  return writeModel(modelGraph(model), completeProperties(model), path)
}

/**
 * Writes a graph as a model file with its metadata, and its card beside it. The model is loaded once before it is written.
 * @param path of the model file; replaced when it is there
 * @throws Failure `file-invalid` when onnxruntime refuses the graph; a system error when the file cannot be written
 */
export async function writeModel(graph: Graph, properties: ModelProperties, path: string): Promise<ExportedModel> {
  const bytes = encodeModel(graph, metadataFromProperties(properties))
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
  backboneGraph,
  targetScale,
}: Pick<ModelToExport, 'plan' | 'weights' | 'mfccGraph' | 'backboneGraph' | 'targetScale'>): Graph {
  const fronts: Fronts = {
    [modalityDescriptors.audio.graphInput]: mfccGraph,
    ...(backboneGraph && { [modalityDescriptors.backbone.graphInput]: backboneGraph }),
  }
  return joinFronts(fronts, networkGraph(plan, weights, targetScale))
}

function completeProperties({ plan: { network }, weights, properties, excerptRule = defaultExcerptRule }: ModelToExport): ModelProperties {
  return {
    ...properties,
    ...inputProperties(
      network.branches.map(({ modality }) => modality),
      excerptRule,
    ),
    network,
    baseline: null,
    weightsSha256: digestOf(encodeSafetensors(weights)),
  }
}

/** What a model says about its inputs and its output. */
export function inputProperties(
  modalities: readonly Modality[],
  excerptRule: ExcerptRule,
): Pick<ModelProperties, 'modality' | 'scale' | 'excerptRule' | 'textRule'> {
  return {
    modality: modalities.join('-'),
    scale: '-1-1',
    excerptRule: modalities.some((modality) => describeModality(modality).source === 'audio-file') ? writtenRule(excerptRule) : null,
    textRule: modalities.some(isTextKind) ? { tokens: tokensPerText, stemmer: 'porter-original', cleaning: 1 } : null,
  }
}

/** SHA-256 in hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
