import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ChannelResult } from '@shared/contract/channels'
import type { Model } from '@shared/contract/prediction'
import { asFailure, fail, Failure } from '@shared/domain/failure'
import { labelSources, sourceDescriptors } from '@shared/domain/label'
import { textKinds } from '@shared/domain/modality'
import { modalityOfNetwork } from '@shared/domain/network'
import { mfccGraph } from '../audio/mfcc-graph'
import { readFrontGraph } from '../backbones/open-backbone'
import { requireFolderOf } from '../files/user-file'
import { writeFileAtomically } from '../files/write-atomically'
import { studyInputs } from '../network/inputs'
import { planNetwork } from '../network/plan'
import { decodeSafetensors } from '../network/safetensors'
import type { Weights } from '../network/weights'
import { type ExportedModel, exportModel, type ModelToExport } from '../onnx/export-model'
import { inspectModel } from '../onnx/inspect-model'
import { modelCard } from '../onnx/model-card'
import type { ModelVocabulary, RunProperties } from '../onnx/model-properties'
import type { ServiceContext } from '../service-context'
import { readVocabulary } from '../text/vocabulary'
import type { Dataset } from '@shared/contract/datasets'
import { backboneOfRun, namedBackboneOf } from '../store/backbones'
import { type DatasetTrack, datasetTracks, datasetWithId } from '../store/datasets'
import type { Library } from '../store/library'
import { listModels, saveModel, type StoredModel } from '../store/models'
import { runFolder, vocabularyPathOf } from '../store/run-folder'
import { runWithId, type StoredRun } from '../store/runs'
import { absolutePath, storedPath } from '../store/stored-path'
import { trainingKeysOfRun } from './training-tracks'

/** Version of the exported models' content: inputs, output and metadata. */
const modelVersion = '1.0.0'

/**
 * Exports the best weights of a run as an ONNX model with its card, and notes it in the library.
 * @param path ends in `.onnx`; replaced when it is there
 * @throws Failure `not-found`; `nothing-to-do` when the run has no weights; `invalid-argument` for another ending; `file-missing` when
 *   the folder is not there
 */
export async function exportRun(context: ServiceContext, runId: string, path: string): Promise<ChannelResult<'models.export'>> {
  const library = context.library()
  const run = runWithId(library.database, runId)
  const { sha256, cardPath } = await writeModelOfRun(context, run, path)
  const card = await readFile(cardPath, 'utf8')
  const model = saveModel(library.database, {
    name: run.name,
    path: storedPath(library.directory, path),
    sha256,
    runId,
    modality: modalityOfNetwork(run.network),
    baseline: null,
    card,
    createdAt: context.now().toISOString(),
  })
  context.emit({ type: 'changed', topics: ['models'] })
  return { path, sha256, modelId: model.id }
}

/**
 * Writes the best weights of a run as a model with its card and vocabularies, and notes it nowhere.
 * @throws Failure as `exportRun`
 */
export async function writeModelOfRun(context: ServiceContext, run: StoredRun, path: string): Promise<ExportedModel> {
  const library = context.library()
  checkTarget(path)
  const weights = await weightsOf(library, run)
  const vocabularies = await vocabulariesOf(library, run, path)
  for (const { from, to } of vocabularies) await writeFileAtomically(to, await readFile(from))
  const described = vocabularies.map((vocabulary) => vocabulary.described)
  const model = modelOf(context, library, run, weights, described)
  const backbone = backboneOfRun(library, run)
  const backboneGraph = backbone && (await readFrontGraph(backbone, model.excerptRule))
  return exportModel({ ...model, ...(backboneGraph && { backboneGraph }) }, path)
}

/**
 * Adds a model file that Circumplex exported elsewhere.
 * @throws Failure `file-missing`, `file-invalid`, `unsupported` as `inspectModel`
 */
export async function addModel(context: ServiceContext, path: string): Promise<Model> {
  const library = context.library()
  const { sha256, properties } = await inspectModel(path)
  const card = modelCard(properties, basename(path), sha256)
  const { name, modality, runId, baseline } = properties
  const model = saveModel(library.database, {
    name,
    path: storedPath(library.directory, path),
    sha256,
    runId,
    modality,
    baseline: baseline?.name ?? null,
    card,
    createdAt: context.now().toISOString(),
  })
  context.emit({ type: 'changed', topics: ['models'] })
  return toModel(library, model)
}

/** All models of the library, the newest first; `missing` where the file is gone. */
export function allModels(context: ServiceContext): Model[] {
  const library = context.library()
  return listModels(library.database).map((model) => toModel(library, model))
}

/** A stored model with its absolute path. */
export function toModel(library: Library, model: StoredModel): Model {
  const path = absolutePath(library.directory, model.path)
  return { ...model, path, missing: !existsSync(path) }
}

function modelOf(
  context: ServiceContext,
  library: Library,
  run: StoredRun,
  weights: Weights,
  vocabularies: ModelVocabulary[],
): ModelToExport {
  const dataset = datasetWithId(library.database, run.datasetId)
  const { excerptRule } = dataset.settings
  const sizes = Object.fromEntries(vocabularies.map(({ modality, size }) => [modality, size]))
  return {
    plan: planNetwork(run.network, studyInputs(sizes, excerptRule)),
    weights,
    mfccGraph: mfccGraph(excerptRule),
    excerptRule,
    targetScale: run.settings.targetScale,
    properties: {
      ...runProperties(context, library, run, vocabularies),
      crossValidation: run.crossValidation,
      levelShift: run.levelShift,
      metrics: run.metrics,
    },
  }
}

/** What a model of a run says about itself, but for its figures. */
export function runProperties(
  context: ServiceContext,
  library: Library,
  run: StoredRun,
  vocabularies: ModelVocabulary[],
): Omit<RunProperties, 'metrics' | 'crossValidation' | 'levelShift'> {
  const dataset = datasetWithId(library.database, run.datasetId)
  return {
    name: run.name,
    version: modelVersion,
    runId: run.id,
    createdAt: context.now().toISOString(),
    engine: run.engine,
    vocabularies,
    backbone: namedBackboneOf(library.database, run),
    datasetName: dataset.name,
    datasetDigest: dataset.digest,
    split: run.split ? { ...run.split, leak: run.leak ?? null } : null,
    vectorsRead: run.vectorsRead,
    tracks: dataset.tracks,
    ...labelledTracks(dataset),
    trainingTracks: trainingKeysOfRun(library.database, run.id),
    lexiconLicence: dataset.lexiconLicence,
    labelLicence: labelLicence(datasetTracks(library.database, dataset.id)),
  }
}

/** A vocabulary of a run's texts: what a model says of it, and where it comes from and goes to. */
export interface VocabularyBeside {
  readonly described: ModelVocabulary
  readonly from: string
  /** Beside the model: `model.onnx` → `model.lyrics.json`. */
  readonly to: string
}

/** The vocabularies of a run's texts, as they are put beside a model of it. */
export async function vocabulariesOf(library: Library, run: StoredRun, modelPath: string): Promise<VocabularyBeside[]> {
  const kinds = textKinds.filter((kind) => run.network.branches.some(({ modality }) => modality === kind))
  return Promise.all(
    kinds.map(async (modality) => {
      const from = vocabularyPathOf(library, run.id, modality)
      const bytes = await readFile(from).catch(() =>
        fail('nothing-to-do', `The run “${run.name}” has no vocabulary of ${modality}.`, 'Train it again, then export it.'),
      )
      const file = `${basename(modelPath).replace(/\.onnx$/iu, '')}.${modality}.json`
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const size = readVocabulary(from).words.length + 1
      return { described: { modality, file, sha256, size }, from, to: join(dirname(modelPath), file) }
    }),
  )
}

async function weightsOf(library: Library, run: StoredRun): Promise<Weights> {
  const path = runFolder(library, run.id).weightsPath
  try {
    return decodeSafetensors(await readFile(path), path).weights
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code !== 'file-missing') throw failure
    const hint = hintOfLackingWeights(run.settings)
    throw new Failure('nothing-to-do', `The run “${run.name}” has no weights to export.`, hint)
  }
}

function hintOfLackingWeights({ folds, thenFitAll }: StoredRun['settings']): string {
  if (folds === 0) return 'Train or resume it until it has finished an epoch.'
  if (thenFitAll) return 'Resume it until the network on all tracks is done.'
  const why = 'A run with folds keeps one network for each fold;'
  return `${why} for a model, train again and fit on all tracks afterwards, or train the dataset’s own split.`
}

/** How many tracks have a label of each dimension, where not all have both. */
function labelledTracks({ tracks, oneDimension }: Dataset): Pick<RunProperties, 'labelledTracks'> {
  if (oneDimension.valence + oneDimension.arousal === 0) return {}
  const all = tracks.train + tracks.validation + tracks.test
  return { labelledTracks: { valence: all - oneDimension.arousal, arousal: all - oneDimension.valence } }
}

/** What is known about the rights in the labels themselves. */
function labelLicence(tracks: readonly DatasetTrack[]): string {
  const sources = new Set(tracks.map(({ source }) => source))
  const phrases = labelSources.filter((source) => sources.has(source)).map((source) => `labels ${sourceDescriptors[source].phrase}`)
  return `${phrases.join(', ')}; no licence stated`
}

/** @throws Failure `invalid-argument` for another ending than `.onnx`; `file-missing` when the folder is not there */
export function checkTarget(path: string): void {
  if (!/\.onnx$/iu.test(path)) fail('invalid-argument', `${path} does not end in .onnx.`, 'Give the model file a name that ends in .onnx.')
  requireFolderOf(path)
}
