import { readFile } from 'node:fs/promises'
import type { ExportBaselinePayload, ExportBaselineResult } from '@shared/contract/workers/baselines'
import type { TrainingSample } from '@shared/contract/workers/training'
import { baselineDescriptors, featuresInWords } from '@shared/domain/baseline'
import { defaultExcerptRule } from '@shared/domain/excerpt-rule'
import { fail } from '@shared/domain/failure'
import { modalityDescriptors } from '@shared/domain/modality'
import { mfccGraph } from '../audio/mfcc-graph'
import { readFrontGraph } from '../backbones/open-backbone'
import { writeFileAtomically } from '../files/write-atomically'
import { partsOf } from '../learning/parts'
import { readManifest } from '../learning/samples'
import { encodeModel } from '../onnx/encode-model'
import { digestOf, inputProperties, writeModel } from '../onnx/export-model'
import type { Fronts, Graph } from '../onnx/graph'
import { type ModelBaseline, type ModelProperties, runPropertiesSchema } from '../onnx/model-properties'
import { baselineGraph, fromSamples, type GraphSources } from './baseline-graph'
import type { BaselineEnvironment } from './compute-baselines'
import type { PartExamples } from './fit-baseline'
import { learnStack } from './learn-stack'
import type { Pace } from './learner'
import { baselineModels, seedOfBaseline } from './models'
import { featuresOfPart } from './part-features'
import { readMaterial } from './read-material'

/** How much of the work is done when the features are read, and when the model has learnt. */
const readShare = 0.3
const learntShare = 0.9

/**
 * Learns a baseline of a run and writes it as a model with its card: one graph from what the run reads to valence and arousal. Without
 * folds it learns from the run's training set, as it was measured; with folds from all samples. What lies beside the model comes first.
 * @throws Failure when manifest or inputs cannot be read, or the texts of a run share no word; the signal's reason when cancelled
 */
export async function exportBaseline(payload: ExportBaselinePayload, environment: BaselineEnvironment): Promise<ExportBaselineResult> {
  const { graph, baseline } = await learn(payload, environment)
  for (const { from, to } of payload.copies) await writeFileAtomically(to, await readFile(from))
  const { sha256, cardPath } = await writeModel(graph, propertiesOf(payload, graph, baseline), payload.outPath)
  return { sha256, cardPath, samples: baseline.samples }
}

/** @returns the graph of the whole model, and what it says about the baseline */
async function learn(payload: ExportBaselinePayload, environment: BaselineEnvironment): Promise<{ graph: Graph; baseline: ModelBaseline }> {
  const { name, folds, seed, modalities } = payload
  const { title } = baselineDescriptors[name]
  const pace = async (share: number, message: string): Promise<void> => {
    environment.onProgress(share, 1, message)
    await environment.yieldToEvents()
    environment.signal.throwIfAborted()
  }
  const samples = await readManifest(payload.manifestPath)
  const train = trainingNumbers(samples, folds, seed)
  const material = await readMaterial(samples, payload, (share) => pace(readShare * share, 'Reading features'))
  const features = featuresOfPart(material, train)
  if (features.dense.columns === 0 && name !== 'mean')
    fail('nothing-to-do', `The texts of this run share no word that a ${title} model could read.`, 'Export another run, or add more texts.')
  const { excerptRule } = payload
  const graphSources = { sources: material.sources, part: features, excerptRule, fronts: await frontsOf(payload) }
  const { graph, chosen } = await learnModel(payload, { material, features, train }, graphSources, (share) =>
    pace(readShare + (learntShare - readShare) * share, `Learning: ${title}`),
  )
  await pace(learntShare, 'Writing the model')
  return {
    graph,
    baseline: {
      name,
      reads: featuresInWords(name, modalities),
      chosen,
      folds,
      samples: train.length,
    },
  }
}

/** The graphs that make of samples what the run reads. */
async function frontsOf({ backbone, excerptRule }: ExportBaselinePayload): Promise<Fronts> {
  return {
    [modalityDescriptors.audio.graphInput]: mfccGraph(excerptRule),
    ...(backbone && { [modalityDescriptors.backbone.graphInput]: await readFrontGraph(backbone, excerptRule) }),
  }
}

async function learnModel(
  { name, stack, seed, folds }: ExportBaselinePayload,
  examples: PartExamples,
  graphSources: GraphSources,
  pace: Pace,
): Promise<{ graph: Graph; chosen: string | null }> {
  if (name !== 'stack') {
    const { write, chosen } = await baselineModels[name](examples, seedOfBaseline(seed, name, folds), pace)
    return { graph: baselineGraph(write, graphSources), chosen }
  }
  if (stack === undefined) throw new RangeError('A stack joins the network of a run with its baselines.')
  const { graph, chosen } = await learnStack(stack, examples, { seed, folds, graphSources }, pace)
  return { graph: fromSamples(graph, graphSources), chosen }
}

/** Numbers of the samples that an exported baseline learns from. */
function trainingNumbers(samples: readonly TrainingSample[], folds: number, seed: number): Int32Array {
  if (folds > 0) return Int32Array.from(samples, (_, number) => number)
  const train = new Set(partsOf(samples, folds, seed).flatMap((part) => part.train))
  return Int32Array.from(samples.flatMap((sample, number) => (train.has(sample) ? [number] : [])))
}

function propertiesOf(
  { properties, modalities, excerptRule = defaultExcerptRule }: ExportBaselinePayload,
  graph: Graph,
  baseline: ModelBaseline,
): ModelProperties {
  return {
    ...runPropertiesSchema.parse(properties),
    ...inputProperties(modalities, excerptRule),
    network: null,
    baseline,
    weightsSha256: digestOf(encodeModel(graph, {})),
  }
}
