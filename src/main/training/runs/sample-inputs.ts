import { relative } from 'node:path'
import type { InputFile } from '@shared/contract/workers/training'
import type { DatasetSample } from '@shared/domain/dataset-sample'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { fail } from '@shared/domain/failure'
import { heardRange } from '@shared/domain/heard-range'
import { describeModality, isTextKind, type Modality, type ModalitySource } from '@shared/domain/modality'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { datasetWithId } from '../../store/datasets'
import type { Library } from '../../store/library'
import type { TrainedRun } from '../../store/runs'
import { trackNames } from '../../store/text-bodies'
import type { TextTools } from '../embeddings/text-tools'
import { ensureFeatures, featureKey, type FeatureSource, type SetAsideFile, sourcesOfTracks } from '../features/feature-files'
import { ensureTokenFiles, type TokenFiles } from '../features/token-files'
import type { PreparedInputs } from './prepare-inputs'
import { runFolder } from '../../store/run-folder'

/** For which samples of which run inputs are wanted, and what makes them. */
export interface InputRequest {
  readonly context: ServiceContext
  readonly library: Library
  readonly run: TrainedRun
  readonly rows: readonly DatasetSample[]
  readonly prepared: PreparedInputs
  readonly tools: TextTools
  readonly job: JobHandle
}

/** The files of one modality of a run's samples. */
export interface SampleInputs {
  /** Undefined where the track has none; the path is relative to the run's folder. */
  readonly fileOf: (sample: DatasetSample) => InputFile | undefined
  readonly setAside: readonly SetAsideFile[]
  /** What a user should know of the inputs, in sentences. */
  readonly notes: readonly string[]
}

const makers = {
  'audio-file': audioInputs,
  text: tokenInputs,
} satisfies Readonly<Record<ModalitySource, (request: InputRequest, modality: Modality) => Promise<SampleInputs>>>

/**
 * Makes the files that a network reads of one modality, where they are not cached yet.
 * @throws Failure `nothing-to-do` when no word of the texts is known; what `ensureFeatures` throws
 */
export function inputsOf(request: InputRequest, modality: Modality): Promise<SampleInputs> {
  return makers[describeModality(modality).source](request, modality)
}

async function audioInputs({ context, library, run, rows, prepared, job }: InputRequest, modality: Modality): Promise<SampleInputs> {
  const { directory } = runFolder(library, run.id)
  const rule = datasetWithId(library.database, run.datasetId).settings.excerptRule
  const tracks = sourcesOfTracks(
    library,
    rows.map(({ trackId }) => trackId),
  )
  const sources = new Map(tracks.map((source) => [source.trackId, source]))
  const sourceOf = (row: DatasetSample): FeatureSource | undefined => {
    const source = sources.get(row.trackId)
    const heard = source && heardOf(row, source.durationSeconds, rule)
    return source && heard ? { ...source, ...heard } : undefined
  }
  const wanted = rows.flatMap((row) => sourceOf(row) ?? [])
  const { features, setAside } = await ensureFeatures(
    context,
    library,
    wanted,
    job,
    rule,
    modality === 'backbone' ? prepared.backbone : null,
  )
  return {
    fileOf: (row) => {
      const source = sourceOf(row)
      const feature = source && features.get(featureKey(source))
      return feature && { path: relative(directory, feature.path), startSeconds: feature.startSeconds }
    },
    setAside: [...setAside, ...tracksWithout(library, rows, modality, (row) => sourceOf(row) !== undefined)],
    notes: [],
  }
}

type Heard = Pick<FeatureSource, 'startSeconds' | 'heardSeconds'>

/** Shorter than this, in seconds, two lengths do not differ. */
const tolerance = 1e-3

/** Where the frozen excerpt of a sample is heard; null when its file became so short that it lies behind its end. */
function heardOf({ startSeconds, endSeconds }: DatasetSample, durationSeconds: number, rule: ExcerptRule): Heard | null {
  if (startSeconds === null || endSeconds === null) return { startSeconds: null }
  const heard = heardRange({ startSeconds, endSeconds }, rule, durationSeconds)
  if (heard === null) return null
  const heardSeconds = heard.endSeconds - heard.startSeconds
  return { startSeconds: heard.startSeconds, ...(heardSeconds < rule.lengthSeconds - tolerance && { heardSeconds }) }
}

async function tokenInputs({ library, run, rows, prepared, tools, job }: InputRequest, modality: Modality): Promise<SampleInputs> {
  const table = isTextKind(modality) ? prepared.tables.get(modality) : undefined
  if (!isTextKind(modality) || !table)
    return fail('internal', `The run “${run.name}” has no vocabulary of ${modality}.`, 'Start the run again.')
  const { textVariation } = datasetWithId(library.database, run.datasetId).settings
  const files = await ensureTokenFiles(library, modality, table, rows, textVariation, tools, job)
  const { directory } = runFolder(library, run.id)
  return {
    fileOf: (row) => {
      const path = files.pathOf(row)
      return path === undefined ? undefined : { path: relative(directory, path) }
    },
    setAside: tracksWithout(library, rows, modality, (row) => files.pathOf(row) !== undefined),
    notes: coverageNotes(files, modality),
  }
}

/** @throws Failure `nothing-to-do` when no word of the texts has a vector */
function coverageNotes({ texts, covered }: TokenFiles, kind: Modality): string[] {
  if (covered === 0 && texts > 0) {
    fail(
      'nothing-to-do',
      `No word of the dataset’s ${kind} is in the vocabulary of the word vectors.`,
      `Learn word vectors from the ${kind}, or choose others.`,
    )
  }
  if (covered === texts) return []
  const empty = `${texts - covered} of ${texts} samples have no word of the vocabulary in their ${kind}`
  return [`${empty}: the network reads them as empty`]
}

/** Tracks that lack a modality, each once, by its name. */
function tracksWithout(
  library: Library,
  rows: readonly DatasetSample[],
  modality: Modality,
  has: (row: DatasetSample) => boolean,
): SetAsideFile[] {
  const names = trackNames(library.database)
  const without = new Set(rows.filter((row) => !has(row)).map(({ trackId }) => trackId))
  const { lack } = describeModality(modality)
  return [...without].map((trackId) => ({ path: names.get(trackId) ?? `track ${trackId}`, reason: lack }))
}
