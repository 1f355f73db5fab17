import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeModality, type TextKind, textKinds } from '@shared/domain/modality'
import type { UsedBackbone } from '@shared/contract/workers/backbone'
import type { Embedding } from '@shared/contract/embeddings'
import { describeExcerptRule, type ExcerptRule, isSameRule } from '@shared/domain/excerpt-rule'
import { sampleRate } from '@shared/domain/feature-constants'
import { fail } from '@shared/domain/failure'
import type { VectorsRead } from '@shared/domain/vectors-read'
import { readsAudioFiles } from '@shared/domain/network'
import { writeJsonFile } from '../../files/json-file'
import { writeFileAtomically } from '../../files/write-atomically'
import type { JobHandle } from '../../jobs/job-table'
import { decodeSafetensors, encodeSafetensors } from '../../network/safetensors'
import type { WeightTensor } from '../../network/weights'
import { backboneOfRun } from '../../store/backbones'
import { datasetWithId } from '../../store/datasets'
import { embeddingWithId, tracksOfEmbedding } from '../../store/embeddings'
import { listLexicons, wordsOfLexicon } from '../../store/lexicons'
import type { Library } from '../../store/library'
import type { TrainedRun } from '../../store/runs'
import { readVocabulary } from '../../text/vocabulary'
import { branchNotes } from './branch-leak'
import { textBranchOf } from './design-run'
import { embeddingFiles, embeddingTensor } from '../embeddings/embedding-folder'
import { type FusionSource, fusionSources, weightsOfSources } from './fusion-sources'
import { lexiconPathOf, runFolder } from '../../store/run-folder'
import { audioInputs, keptRule, readRunInputs, type RunInputs, type TextInput, vocabularyFileOf, writeRunInputs } from './run-inputs'
import { scaleVectors } from './scale-vectors'
import { vectorsReadBy } from './vectors-read'
import { readTokenTable, type TextTools, type TokenTable } from '../embeddings/text-tools'

/** What a run begins with. */
export interface PreparedInputs {
  readonly inputs: RunInputs
  /** What its word vectors know of tracks that the run holds out. */
  readonly vectorsRead: readonly VectorsRead[]
  /** How the excerpts of its dataset are cut. */
  readonly excerptRule: ExcerptRule
  /** What its backbone branch reads; null where it has none. */
  readonly backbone: UsedBackbone | null
  /** Files of tensors that replace the initial ones. */
  readonly initialWeightsPaths: readonly string[]
  /** The vocabulary of each text branch. */
  readonly tables: ReadonlyMap<TextKind, TokenTable>
}

/** Learns word vectors of a size for a kind of text when the library has none. */
export type MakeEmbedding = (kind: TextKind, size: number, job: JobHandle) => Promise<Embedding>

/** Collaborators of the preparation. */
export interface InputParts {
  readonly tools: TextTools
  readonly makeEmbedding: MakeEmbedding
}

/**
 * Brings what a run's network reads into the run's folder: vocabularies, word vectors and the tensors of earlier runs, so that the run
 * stays whole when those are deleted. What an earlier start prepared is kept.
 * @throws Failure `invalid-argument` when the runs of a fusion cut excerpts by other rules or read another vocabulary;
 *   `nothing-to-do` when a text network has neither vectors nor texts to learn them from
 */
export async function prepareInputs(library: Library, run: TrainedRun, parts: InputParts, job: JobHandle): Promise<PreparedInputs> {
  const { directory } = runFolder(library, run.id)
  const initialPath = join(directory, 'initial.safetensors')
  const inputs = (await readRunInputs(library, run.id)) ?? (await prepareAnew(library, run, parts, initialPath, job))
  const tables = new Map<TextKind, TokenTable>()
  for (const kind of textKinds) {
    const text = inputs.texts[kind]
    if (text) tables.set(kind, readTokenTable(join(directory, text.vocabularyFile)))
  }
  const { excerptRule } = datasetWithId(library.database, run.datasetId).settings
  return {
    inputs,
    vectorsRead: vectorsReadBy(library.database, run, inputs),
    excerptRule,
    backbone: backboneOfRun(library, run),
    tables,
    initialWeightsPaths: existsSync(initialPath) ? [initialPath] : [],
  }
}

async function prepareAnew(library: Library, run: TrainedRun, parts: InputParts, initialPath: string, job: JobHandle): Promise<RunInputs> {
  const { directory } = runFolder(library, run.id)
  await mkdir(directory, { recursive: true })
  const sources = sourcesOfRun(library, run)
  const weights = new Map(await weightsOfSources(library, sources))
  const texts: Partial<Record<TextKind, TextInput>> = {}
  const notes: string[] = []
  keepLexicon(library, run)
  for (const kind of textKinds) {
    const branch = textBranchOf(run.network, kind)
    if (!branch) continue
    const source = sources.find(({ modality }) => modality === kind)
    if (source) texts[kind] = await takenText(library, run, kind, source, directory)
    else {
      const made = await chosenText(library, run, kind, parts, job)
      texts[kind] = made.text
      notes.push(...made.notes)
      weights.set(`${kind}.0.weight`, made.tensor)
    }
  }
  const rule = datasetWithId(library.database, run.datasetId).settings.excerptRule
  for (const source of sources) await checkExcerpts(library, source, rule)
  notes.push(...branchNotes(library.database, run.datasetId, sources))
  if (weights.size > 0) await writeFileAtomically(initialPath, encodeSafetensors(weights))
  const inputs: RunInputs = { excerptRule: readsAudioFiles(run.network) ? keptRule(rule) : null, texts, notes }
  await writeRunInputs(library, run.id, inputs)
  return inputs
}

/** A run's settings name the runs that it goes on from. */
function sourcesOfRun(library: Library, { settings, datasetId, network }: TrainedRun): FusionSource[] {
  if (!settings.fusion) return []
  const { runs } = settings.fusion
  const modalities = network.branches.map(({ modality }) => modality).filter((modality) => runs[modality] !== undefined)
  return fusionSources(library, datasetId, modalities, settings.network ? { ...settings.fusion, keepBlocks: {} } : settings.fusion)
}

async function takenText(
  library: Library,
  run: TrainedRun,
  kind: TextKind,
  { run: earlier }: FusionSource,
  directory: string,
): Promise<TextInput> {
  const text = (await readRunInputs(library, earlier.id))?.texts[kind]
  if (!text) return fail('invalid-argument', `The run “${earlier.name}” kept no vocabulary of ${kind}.`, 'Train it again, then the fusion.')
  const { embeddingId } = run.settings
  const wanted = embeddingId === null ? null : embeddingWithId(library.database, embeddingId)
  if (wanted && wanted.vocabularyDigest !== text.vocabularyDigest) {
    fail(
      'invalid-argument',
      `The run “${earlier.name}” reads the vocabulary of “${text.embedding}”, not that of “${wanted.name}”.`,
      'Leave the word vectors of a fusion open, or train that run again with these.',
    )
  }
  await copyFile(join(runFolder(library, earlier.id).directory, text.vocabularyFile), join(directory, vocabularyFileOf(kind)))
  return { ...text, vocabularyFile: vocabularyFileOf(kind) }
}

async function chosenText(
  library: Library,
  run: TrainedRun,
  kind: TextKind,
  parts: InputParts,
  job: JobHandle,
): Promise<{ text: TextInput; tensor: WeightTensor; notes: string[] }> {
  const [layer] = textBranchOf(run.network, kind)?.layers ?? []
  if (layer?.type !== 'embedding')
    return fail('invalid-argument', `Layer ${kind}.0 is no embedding.`, 'Begin a text branch with an embedding.')
  const chosen = run.settings.embeddingId === null ? null : embeddingWithId(library.database, run.settings.embeddingId)
  const embedding = chosen ?? (await parts.makeEmbedding(kind, layer.size, job))
  const files = embeddingFiles(library, embedding.id)
  const tensor = embeddingTensor(decodeSafetensors(await readFile(files.vectorsPath), files.vectorsPath).weights, files.vectorsPath)
  await copyFile(files.vocabularyPath, join(runFolder(library, run.id).directory, vocabularyFileOf(kind)))
  const text: TextInput = {
    vocabularyFile: vocabularyFileOf(kind),
    vocabularyDigest: embedding.vocabularyDigest,
    vocabularySize: tensor.dims[0] ?? 0,
    embedding: embedding.name,
    learntFrom: tracksOfEmbedding(library.database, embedding.id),
  }
  const notes = chosen
    ? []
    : [
        `The library had no word vectors of ${layer.size} numbers for ${kind}: “${embedding.name}” ` +
          `(${embedding.size} numbers, ${embedding.words} words) was learnt from its texts first`,
      ]
  return { text, tensor: scaleVectors(tensor, readVocabulary(files.vocabularyPath).counts, sizeOfNumbers(run)), notes }
}

/** Vectors that are trained on begin short, so that what a step adds to them counts; 1 elsewhere. */
function sizeOfNumbers({ settings }: TrainedRun): number {
  return settings.architecture === 'recommended' && settings.network === null ? 0.2 : 1
}

/** Keeps the lexicon with a run of texts: its baselines read what it says of words, whatever is imported later. */
function keepLexicon(library: Library, run: TrainedRun): void {
  const lexicon = listLexicons(library.database).find(({ active }) => active)
  if (!lexicon || !textKinds.some((kind) => textBranchOf(run.network, kind))) return
  writeJsonFile(lexiconPathOf(library, run.id), { name: lexicon.name, words: wordsOfLexicon(library.database, lexicon.id) })
}

async function checkExcerpts(library: Library, { modality, run }: FusionSource, wanted: ExcerptRule): Promise<void> {
  if (describeModality(modality).source !== 'audio-file') return
  const kept = ((await readRunInputs(library, run.id)) ?? audioInputs).excerptRule
  const rule = kept && { ...kept, lengthSeconds: kept.sourceSeconds }
  if (rule?.sampleRate === sampleRate && isSameRule(rule, wanted)) return
  fail(
    'invalid-argument',
    `The run “${run.name}” learnt from excerpts that were cut by another rule (${rule ? describeExcerptRule(rule) : 'none'}) than this ` +
      `dataset’s (${describeExcerptRule(wanted)}).`,
    'Train that run again on this dataset, then the fusion.',
  )
}
