import { readFile } from 'node:fs/promises'
import { baselinePredictionsSchema, type StackSource } from '@shared/contract/workers/baselines'
import { sampleKey, trainedPredictionsSchema } from '@shared/contract/workers/training'
import { type LearntBaselineName, learntBaselineNames } from '@shared/domain/baseline'
import { fail } from '@shared/domain/failure'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { dimensions } from '@shared/domain/plane'
import type { Graph } from '../onnx/graph'
import { networkGraph } from '../onnx/network-graph'
import { studyInputs } from '../network/inputs'
import { planNetwork } from '../network/plan'
import { decodeSafetensors } from '../network/safetensors'
import type { Pace } from './learner'
import { type GraphSources, writtenGraph } from './baseline-graph'
import type { PartExamples } from './fit-baseline'
import { baselineModels, seedOfBaseline } from './models'
import { type StackedSamples, type StackWeights, stackWeights } from './stack'
import { stackGraph, type StackMember, weightsInWords } from './stack-graph'

/** How a stack of a run learns. */
export interface StackSettings {
  readonly seed: number
  readonly folds: number
  readonly graphSources: GraphSources
}

/**
 * Joins the network that was fitted on all samples with baselines that learn from all samples, by weights that follow from what all of them
 * predicted out of fold. A baseline whose weights are 0 is left out.
 * @returns the graph from what the run reads, and the weights in words
 * @throws Failure `nothing-to-do` when the run keeps predictions of fewer than two folds; `file-invalid` when weights do not fit
 */
export async function learnStack(
  source: StackSource,
  examples: PartExamples,
  { seed, folds, graphSources }: StackSettings,
  pace: Pace,
): Promise<{ readonly graph: Graph; readonly chosen: string }> {
  const weights = await weightsOfMembers(source)
  const isUsed = (index: number): boolean => dimensions.some((dimension) => (weights[dimension][1 + index] ?? 0) > 0)
  const used = learntBaselineNames.filter((_, index) => isUsed(index))
  const members: StackMember[] = [{ name: 'network', graph: await graphOfNetwork(source, graphSources.excerptRule) }]
  for (const [index, name] of used.entries()) {
    const { write } = await baselineModels[name](examples, seedOfBaseline(seed, name, folds), (share) =>
      pace((index + share) / used.length),
    )
    members.push({ name, graph: writtenGraph(write, graphSources) })
  }
  const ofMembers = weightsOf(weights, used)
  return {
    graph: stackGraph(members, ofMembers),
    chosen: weightsInWords(
      members.map(({ name }) => name),
      ofMembers,
    ),
  }
}

async function graphOfNetwork(
  { network, weightsPath, targetScale, vocabularySizes }: StackSource,
  excerptRule: ExcerptRule | undefined,
): Promise<Graph> {
  const { weights } = decodeSafetensors(await readFile(weightsPath), weightsPath)
  return networkGraph(planNetwork(network, studyInputs(vocabularySizes, excerptRule)), weights, targetScale)
}

async function weightsOfMembers(source: StackSource): Promise<StackWeights> {
  const samples = await heldOutSamples(source)
  if (new Set(samples.folds).size < 2)
    fail('nothing-to-do', 'A stack needs a run with folds.', 'Train with folds, then fit a network on all tracks.')
  return stackWeights(samples, () => true)
}

async function heldOutSamples({ runPredictionsPath, baselinePredictionsPath }: StackSource): Promise<StackedSamples> {
  const { predictions } = trainedPredictionsSchema.pick({ predictions: true }).parse(JSON.parse(await readFile(runPredictionsPath, 'utf8')))
  const { samples, models } = baselinePredictionsSchema.parse(JSON.parse(await readFile(baselinePredictionsPath, 'utf8')))
  const ofRun = new Map(predictions.map((prediction) => [sampleKey(prediction), prediction]))
  const held = samples.flatMap((sample, index) => {
    const network = ofRun.get(sampleKey(sample))
    return network ? [{ index, fold: sample.fold, network }] : []
  })
  const ofBaseline = (name: LearntBaselineName): StackedSamples['members'][number] => {
    const model = models.find((candidate) => candidate.name === name)
    return held.map(({ index }) => ({ valence: model?.valence[index] ?? 0, arousal: model?.arousal[index] ?? 0 }))
  }
  return {
    observed: held.map(({ network }) => ({ valence: network.observedValence, arousal: network.observedArousal })),
    folds: held.map(({ fold }) => fold),
    members: [held.map(({ network }) => network), ...learntBaselineNames.map(ofBaseline)],
  }
}

/** Weights of the network and of some baselines. */
function weightsOf(weights: StackWeights, names: readonly LearntBaselineName[]): StackWeights {
  const kept = [0, ...names.map((name) => 1 + learntBaselineNames.indexOf(name))]
  return {
    valence: kept.map((member) => weights.valence[member] ?? 0),
    arousal: kept.map((member) => weights.arousal[member] ?? 0),
  }
}
