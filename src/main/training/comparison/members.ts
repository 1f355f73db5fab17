import type { ComparedRef } from '@shared/contract/comparison'
import { baselineDescriptors, featuresInWords } from '@shared/domain/baseline'
import { fail } from '@shared/domain/failure'
import { groupBy } from '@shared/domain/group-by'
import { leakInWords } from '@shared/domain/leak'
import { type FlatSettings, flatSettings, seedlessKey } from '@shared/domain/run-comparison/setting-differences'
import { heldOutOfBaseline, heldOutOfModel, heldOutOfRun, type Points } from '../../store/compared-predictions'
import type { Library } from '../../store/library'
import { predictionSetWithId } from '../../store/predictions'
import { runWithId, type StoredRun } from '../../store/runs'

/** Something that is compared: one run, one baseline, one set of predictions. */
export interface Member {
  readonly ref: ComparedRef
  readonly key: string
  readonly name: string
  readonly note: string
  readonly seed: number | null
  /** The run that it is, or that it belongs to; null for a model. */
  readonly run: StoredRun | null
  /** What it predicts of tracks that it did not learn from. */
  readonly points: Points
  readonly settings: FlatSettings
  /** Members with equal texts differ only in their seed. */
  readonly seedless: string
  /** What a reader must know of it. */
  readonly notes: readonly string[]
}

/** A ref as a text, such as `baseline:ID:ridge`. */
export function keyOfRef(ref: ComparedRef): string {
  if (ref.kind === 'predictions') return `predictions:${ref.setId}`
  return ref.kind === 'run' ? `run:${ref.runId}` : `baseline:${ref.runId}:${ref.name}`
}

/**
 * Reads what is compared.
 * @throws Failure `not-found`; `nothing-to-do` for a run without held-out predictions or without that baseline
 */
export async function readMember(library: Library, ref: ComparedRef): Promise<Member> {
  if (ref.kind === 'predictions') return memberOfModel(library, ref)
  const run = runWithId(library.database, ref.runId)
  return ref.kind === 'run' ? memberOfRun(library, ref, run) : memberOfBaseline(library, ref, run)
}

function memberOfRun({ database }: Library, ref: ComparedRef, run: StoredRun): Member {
  const { points } = heldOutOfRun(database, run.id)
  if (points.size === 0) {
    const hint = 'Train it to its end, on a dataset with test tracks or with folds.'
    fail('nothing-to-do', `The run “${run.name}” has predicted no track that it did not learn from.`, hint)
  }
  const settings = settingsOfRun(run)
  return {
    ref,
    key: keyOfRef(ref),
    name: run.name,
    note: run.network.branches.map(({ modality }) => modality).join(', '),
    seed: run.settings.seed,
    run,
    points,
    settings,
    seedless: `run ${seedlessKey(settings)}`,
    notes: [
      ...(run.leak && run.leak.leaked > 0 ? [`“${run.name}”: ${leakInWords(run.leak)}.`] : []),
      ...(run.state === 'done' ? [] : [`“${run.name}” did not end by itself: it is ${run.state}.`]),
    ],
  }
}

async function memberOfBaseline(library: Library, ref: ComparedRef & { kind: 'baseline' }, run: StoredRun): Promise<Member> {
  const points = await heldOutOfBaseline(library, ref.runId, ref.name)
  const { folds, seed } = run.settings
  const reads = featuresInWords(
    ref.name,
    run.network.branches.map(({ modality }) => modality),
  )
  const settings = flatSettings({ dataset: run.datasetName, baseline: ref.name, reads, folds, seed })
  return {
    ref,
    key: keyOfRef(ref),
    name: `${baselineDescriptors[ref.name].title} (${run.name})`,
    note: reads,
    seed,
    run,
    points,
    settings,
    seedless: `baseline ${seedlessKey(settings)} ${seedlessKey(settingsOfRun(run))}`,
    notes: [],
  }
}

function memberOfModel({ database }: Library, ref: ComparedRef & { kind: 'predictions' }): Member {
  const { modelName, createdAt } = predictionSetWithId(database, ref.setId)
  const { points, learntFrom, unknown } = heldOutOfModel(database, ref.setId)
  const name = `${modelName}, predictions ${ref.setId}`
  if (points.size === 0) {
    const why = learntFrom > 0 ? `its model learnt from all ${learntFrom} tracks` : 'its files are no tracks of this library'
    fail('nothing-to-do', `“${name}” predicted no track that can be compared: ${why}.`, 'Predict other tracks of the library with it.')
  }
  return {
    ref,
    key: keyOfRef(ref),
    name,
    note: 'model',
    seed: null,
    run: null,
    points,
    settings: flatSettings({ model: modelName, predicted: createdAt }),
    seedless: keyOfRef(ref),
    notes: [
      ...(learntFrom > 0 ? [`“${name}”: ${learntFrom} tracks that its model learnt from are left out.`] : []),
      ...(unknown > 0 ? [`“${name}”: whether its model learnt from ${unknown} of its tracks is not known.`] : []),
    ],
  }
}

/** What a run was made with: what it was trained on, its settings, and what computed it in place of what was asked for. */
function settingsOfRun({ datasetName, settings, engine, device, parameters }: StoredRun): FlatSettings {
  return flatSettings({ dataset: datasetName, ...settings, engine, device, parameters })
}

/** Members that stand as one entry: those that differ only in their seed, in the order of their first. */
export function entriesOf(members: readonly Member[], groupSeeds: boolean): Member[][] {
  const unique = [...new Map(members.map((member) => [member.key, member])).values()]
  return [...groupBy(unique, ({ key, seedless }) => (groupSeeds ? seedless : key)).values()]
}
