import { join } from 'node:path'
import { z } from 'zod'
import { keptBundleSchema, type KeptBundle } from '@shared/contract/run-bundle'
import type { Reproduction } from '@shared/contract/run-files'
import { sampleKey, trainedPredictionsSchema } from '@shared/contract/workers/training'
import { dimensions } from '@shared/domain/plane'
import { readJsonFile } from '../../files/json-file'
import { writeFileAtomically } from '../../files/write-atomically'
import type { Library } from '../../store/library'
import { runFolder } from '../../store/run-folder'
import type { StoredRun } from '../../store/runs'

const keptSchema = z.object({
  content: keptBundleSchema,
  /** Ids here of the tracks of the bundle; null for those left out. */
  trackIds: z.array(z.number().int().positive().nullable()),
})

const pathIn = (library: Library, runId: string): string => join(runFolder(library, runId).directory, 'bundle.json')

/** Keeps with a run which bundle it is trained from. */
export async function keepBundle(
  library: Library,
  runId: string,
  content: KeptBundle,
  trackIds: readonly (number | null)[],
): Promise<void> {
  const kept = { content: keptBundleSchema.parse(content), trackIds: [...trackIds] }
  await writeFileAtomically(pathIn(library, runId), JSON.stringify(kept))
}

/** Holds a run against the one whose bundle it was trained from; null for another run, and for one that has predicted nothing yet. */
export function reproductionOf(library: Library, run: StoredRun): Reproduction | null {
  const kept = readJsonFile(pathIn(library, run.id), keptSchema.nullable(), null)
  const trained = readJsonFile(join(runFolder(library, run.id).directory, 'predictions.json'), trainedPredictionsSchema.nullable(), null)
  if (kept === null || trained === null) return null
  const { content, trackIds } = kept
  const here = new Map(trained.predictions.map((row) => [sampleKey(row), row]))
  const pairs = content.samples.flatMap(({ track, copy, predicted }) => {
    const trackId = trackIds[track] ?? null
    const found = trackId === null ? undefined : here.get(sampleKey({ trackId, copy }))
    return found && predicted ? [{ found, predicted }] : []
  })
  const leftOut = trackIds.filter((trackId) => trackId === null).length
  return {
    run: content.run.name,
    sameFolds: leftOut === 0 && pairs.every(({ found, predicted }) => found.fold === predicted.fold),
    sameEngine: run.engine === content.run.engine && run.computedOn.at(-1)?.device.kind === content.run.device,
    leftOut,
    metrics: run.metrics && content.run.metrics && largestDifference(run.metrics, content.run.metrics),
    predictions:
      pairs.length === 0
        ? null
        : Math.max(...pairs.map(({ found, predicted }) => Math.max(...dimensions.map((name) => Math.abs(found[name] - predicted[name]))))),
  }
}

/** The largest difference of two values of one form, number by number; a number against something else counts as 1. */
export function largestDifference(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other)
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other ? 0 : 1
  const others: ReadonlyMap<string, unknown> = new Map(Object.entries(other))
  return Object.entries(one).reduce((largest, [name, value]) => Math.max(largest, largestDifference(value, others.get(name))), 0)
}

/** Below this, figures are the same: the sixth digit behind the point. */
const sameBelow = 1e-6

/** A reproduction as one sentence. */
export function reproductionInWords({ run, sameFolds, sameEngine, leftOut, metrics, predictions }: Reproduction): string {
  const difference = metrics ?? predictions
  const figures =
    difference === null
      ? 'there are no figures to compare'
      : difference <= sameBelow
        ? `its figures are the same${difference === 0 ? ' to the last digit' : `, up to ${difference.toExponential(0)}`}`
        : `its figures differ by up to ${difference.toPrecision(2)}`
  const reasons = [
    ...(leftOut > 0 ? [`${leftOut} tracks were left out`] : sameFolds ? [] : ['the folds are others']),
    ...(sameEngine ? [] : ['another engine or device computed it']),
  ]
  return `Against “${run}” of the bundle: ${[figures, ...reasons].join('; ')}`
}
