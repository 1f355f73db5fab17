import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BaselinePredictions, baselinePredictionsSchema } from '@shared/contract/workers/baselines'
import { isOriginalSample, sampleKey, trainedPredictionsSchema } from '@shared/contract/workers/training'
import type { BaselineName } from '@shared/domain/baseline'
import { fail, Failure } from '@shared/domain/failure'
import { groupBy } from '@shared/domain/group-by'
import { meanPoint } from '@shared/domain/metrics'
import type { LabelPoint, PlanePoint } from '@shared/domain/plane'
import type { z } from 'zod'
import type { Library, LibraryDatabase } from './library'
import { runFolder } from './run-folder'
import { runWithId } from './runs'

/** Points of tracks by the tracks' ids, −1…1; predictions are not clipped. */
export type Points = ReadonlyMap<number, PlanePoint>

/** What a run predicted of the tracks that it did not learn from (its test set, or out of fold), and their frozen labels. */
export function heldOutOfRun(database: LibraryDatabase, runId: string): { points: Points; labels: ReadonlyMap<number, LabelPoint> } {
  const rows = database
    .prepare<[string], PlanePoint & { trackId: number; observedValence: number | null; observedArousal: number | null }>(
      `SELECT track_id AS trackId, valence, arousal, observed_valence AS observedValence, observed_arousal AS observedArousal
       FROM run_predictions WHERE run_id = ? AND split IN ('test', 'fold') ORDER BY track_id`,
    )
    .all(runId)
  return {
    points: new Map(rows.map(({ trackId, valence, arousal }) => [trackId, { valence, arousal }])),
    labels: new Map(
      rows.map(({ trackId, observedValence, observedArousal }) => [trackId, { valence: observedValence, arousal: observedArousal }]),
    ),
  }
}

/**
 * What a baseline of a run predicted of the tracks that it did not learn from: of each track the mean over its excerpts as they are.
 * @throws Failure `nothing-to-do` where the run has no such baseline, `file-invalid` for a damaged file
 */
export async function heldOutOfBaseline(library: Library, runId: string, name: BaselineName): Promise<Points> {
  const { directory } = runFolder(library, runId)
  const run = runWithId(library.database, runId).name
  const baselines = await readJson(join(directory, 'baselines.json'), baselinePredictionsSchema, run)
  const ofRun = await readJson(join(directory, 'predictions.json'), trainedPredictionsSchema.pick({ predictions: true }), run)
  const originals = new Set(ofRun.predictions.filter(isOriginalSample).map(sampleKey))
  const model = baselines.models.find((candidate) => candidate.name === name)
  if (!model) return fail('nothing-to-do', `The run “${run}” has no baseline ${name}.`, computeThem)
  return pointsOfSamples(baselines.samples, model, originals)
}

const computeThem = 'Compute its baselines: `runs baselines RUN`, or “Compute baselines” in Results.'

function pointsOfSamples(
  samples: BaselinePredictions['samples'],
  { valence, arousal }: BaselinePredictions['models'][number],
  originals: ReadonlySet<string>,
): Points {
  const rows = samples
    .map((sample, index) => ({
      trackId: sample.trackId,
      key: sampleKey(sample),
      valence: valence[index] ?? 0,
      arousal: arousal[index] ?? 0,
    }))
    .filter(({ key }) => originals.has(key))
  return new Map([...groupBy(rows, ({ trackId }) => trackId)].map(([trackId, own]) => [trackId, meanPoint(own)]))
}

async function readJson<Schema extends z.ZodType>(path: string, schema: Schema, run: string): Promise<z.infer<Schema>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new Failure('nothing-to-do', `The run “${run}” keeps no predictions of baselines.`, computeThem, { cause: error })
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw new Failure('file-invalid', `Cannot read ${path}: it is damaged.`, computeThem, { cause: error })
  }
}

/** What a model predicted of tracks of the library: of a track with several files the mean. */
export interface PredictedByModel {
  /** Tracks that the model did not learn from, as far as is known. */
  readonly points: Points
  /** Tracks that it learnt from. */
  readonly learntFrom: number
  /** Of those in `points`, the tracks of which nobody knows whether the model learnt from them. */
  readonly unknown: number
}

/** What a set of predictions says of the tracks that its model did not learn from. */
export function heldOutOfModel(database: LibraryDatabase, setId: number): PredictedByModel {
  const rows = database
    .prepare<[number], PlanePoint & { trackId: number; trainedOn: number | null }>(
      `SELECT track_id AS trackId, valence, arousal, trained_on AS trainedOn FROM predictions
       WHERE set_id = ? AND track_id IS NOT NULL ORDER BY track_id`,
    )
    .all(setId)
  const byTrack = groupBy(rows, ({ trackId }) => trackId)
  const heldOut = [...byTrack].filter(([, own]) => own.every(({ trainedOn }) => trainedOn !== 1))
  return {
    points: new Map(heldOut.map(([trackId, own]) => [trackId, meanPoint(own)])),
    learntFrom: byTrack.size - heldOut.length,
    unknown: heldOut.filter(([, own]) => own.some(({ trainedOn }) => trainedOn === null)).length,
  }
}
