import type { Dataset } from '@shared/contract/datasets'
import type { JudgedNetworks, RepairResult, RepairRun, RepairSettings } from '@shared/contract/repair'
import {
  type ComparedPredictions,
  type ComparedRow,
  comparePredictions,
  conclusionOf,
  standardComparison,
} from '@shared/domain/label-comparison'
import { groupBy } from '@shared/domain/group-by'
import type { Modality } from '@shared/domain/modality'
import type { PlanePoint } from '@shared/domain/plane'
import { checkedTrackIdsOf } from './checked-sets'
import { datasetTracks, listDatasets } from './datasets'
import { listLabelVersions } from './label-versions'
import type { LibraryDatabase } from './library'
import { listRepairs } from './repairs'
import { listRuns, predictionsOfRun, type StoredRun } from './runs'
import { tracksLearntFrom } from './truth'
import { cellsOf, datasetOfCell, type RepairCell, runOfCell, seedOfCell } from './repair-cells'

/** A network of a repair with its dataset and its run, where they are there. */
interface BegunCell {
  readonly cell: RepairCell
  readonly dataset: Dataset | null
  readonly run: StoredRun | null
}

/** Where a repair stands, and what its networks are worth as far as they are done. */
export function judgeRepair(database: LibraryDatabase, settings: RepairSettings): RepairResult {
  const cells = begunCells(database, settings)
  const networks = [...groupBy(cells, ({ cell }) => cell.modality)].map(([modality, own]) =>
    judgeNetworks(database, settings, modality, own),
  )
  return {
    settings,
    judge: cells.find(({ dataset }) => dataset)?.dataset?.settings.proof?.judge ?? '',
    runs: cells.map((begun) => toRepairRun(settings, begun)),
    networks,
    judgedInTraining: judgedInTraining(database, settings, cells),
    notes: [...leftOutNotes(cells), ...networks.flatMap(meanNotes)],
  }
}

/** All repairs that were begun, the newest first, each as far as it is; the library may lack versions or runs of one since. */
export function allRepairs(database: LibraryDatabase): RepairResult[] {
  return listRepairs(database).map((settings) => judgeRepair(database, settings))
}

/** Where a network of a repair stands. */
export function repairRun(database: LibraryDatabase, settings: RepairSettings, cell: RepairCell): RepairRun {
  return toRepairRun(settings, begunCell(listDatasets(database), listRuns(database), settings, cell))
}

function begunCells(database: LibraryDatabase, settings: RepairSettings): BegunCell[] {
  const [datasets, runs] = [listDatasets(database), listRuns(database)]
  return cellsOf(settings).map((cell) => begunCell(datasets, runs, settings, cell))
}

function begunCell(datasets: readonly Dataset[], runs: readonly StoredRun[], settings: RepairSettings, cell: RepairCell): BegunCell {
  const dataset = datasetOfCell(datasets, settings, cell)
  return { cell, dataset, run: dataset ? runOfCell(runs, settings, cell, dataset.id) : null }
}

function toRepairRun(settings: RepairSettings, { cell, dataset, run }: BegunCell): RepairRun {
  return {
    versionId: cell.versionId,
    modality: cell.modality,
    seed: seedOfCell(settings, cell),
    datasetId: dataset?.id ?? null,
    runId: run?.id ?? null,
    state: run?.state ?? 'waiting',
    reason: run?.failure ?? null,
    epochsDone: run?.epochsDone ?? 0,
  }
}

/** A network that is done, with what it predicts of the tracks that judge it. */
interface DoneNetwork {
  readonly versionId: number
  readonly index: number
  readonly baseline: number
  readonly rows: readonly { readonly trackId: number; readonly observed: PlanePoint; readonly predicted: PlanePoint }[]
}

/** Compares versions by the seeds of which every version has a network that is done. */
function judgeNetworks(
  database: LibraryDatabase,
  settings: RepairSettings,
  modality: Modality,
  cells: readonly BegunCell[],
): JudgedNetworks {
  const done = cells.flatMap((begun) => doneNetwork(database, begun))
  const byIndex = groupBy(done, ({ index }) => index)
  const paired = done.filter(({ index }) => byIndex.get(index)?.length === settings.versions.length)
  const truth = new Map(paired.flatMap(({ rows }) => rows.map(({ trackId, observed }) => [trackId, observed] as const)))
  const versions = settings.versions.map((id) => predictionsOf(id, paired))
  const names = new Map(listLabelVersions(database).map(({ id, scheme }) => [id, scheme.name]))
  const rows = comparePredictions(truth, versions, { ...standardComparison, seed: settings.seed })
  return {
    modality,
    rows: rows.map((row) => ({
      ...comparedOf(row, modality, names.get(row.id) ?? ''),
      baseline: mean(paired.filter(({ versionId }) => versionId === row.id).map(({ baseline }) => baseline)),
      bySeed: row.difference ? bySeed(settings, paired, row.id) : [],
    })),
  }
}

function doneNetwork(database: LibraryDatabase, { cell, run }: BegunCell): DoneNetwork[] {
  if (run?.state !== 'done' || run.metrics === null) return []
  const rows = predictionsOfRun(database, run.id, 'test').flatMap(({ trackId, observedValence, observedArousal, valence, arousal }) =>
    observedValence === null || observedArousal === null
      ? []
      : [{ trackId, observed: { valence: observedValence, arousal: observedArousal }, predicted: { valence, arousal } }],
  )
  const { valence, arousal } = run.metrics.baseline
  return [{ versionId: cell.versionId, index: cell.index, baseline: ((valence?.mae ?? 0) + (arousal?.mae ?? 0)) / 2, rows }]
}

function predictionsOf(id: number, networks: readonly DoneNetwork[]): ComparedPredictions {
  const rows = networks.filter(({ versionId }) => versionId === id).flatMap((network) => network.rows)
  const byTrack = groupBy(rows, ({ trackId }) => trackId)
  return { id, points: new Map([...byTrack].map(([trackId, own]) => [trackId, own.map(({ predicted }) => predicted)])) }
}

function comparedOf({ id, ...row }: ComparedRow, modality: Modality, name: string) {
  const conclusion = row.difference
    ? conclusionOf(`Version ${id}’s ${modality} network`, `version ${row.difference.against}’s`, row.difference.both, row.tracks)
    : ''
  return { version: id, name, ...row, conclusion }
}

/** By how much the networks of a version are closer than those of the first, seed by seed. */
function bySeed(settings: RepairSettings, networks: readonly DoneNetwork[], versionId: number): { seed: number; closer: number }[] {
  const indices = [...new Set(networks.map(({ index }) => index))].sort((one, other) => one - other)
  const errorOf = (id: number | undefined, index: number): number => {
    const network = networks.find((candidate) => candidate.versionId === id && candidate.index === index)
    return mean((network?.rows ?? []).map(({ observed, predicted }) => errorBetween(observed, predicted)))
  }
  return indices.map((index) => ({
    seed: seedOfCell(settings, { index }),
    closer: errorOf(settings.versions[0], index) - errorOf(versionId, index),
  }))
}

function errorBetween(observed: PlanePoint, predicted: PlanePoint): number {
  return (Math.abs(observed.valence - predicted.valence) + Math.abs(observed.arousal - predicted.arousal)) / 2
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Tracks that judge a network and that it, or the scheme of its version, learnt from; measured in what was frozen. */
function judgedInTraining(database: LibraryDatabase, { versions, against }: RepairSettings, cells: readonly BegunCell[]): number {
  const inSet = against.kind === 'checked' ? checkedTrackIdsOf(database, against.setId) : []
  const learntFrom = tracksLearntFrom(listLabelVersions(database).filter(({ id }) => versions.includes(id)))
  const leaked = new Set<number>()
  for (const { dataset } of cells) {
    const tracks = dataset ? datasetTracks(database, dataset.id) : []
    const judging = new Set([...inSet, ...tracks.filter(({ split }) => split === 'test').map(({ trackId }) => trackId)])
    for (const { trackId, split } of tracks) if (judging.has(trackId) && (split !== 'test' || learntFrom.has(trackId))) leaked.add(trackId)
  }
  return leaked.size
}

function leftOutNotes(cells: readonly BegunCell[]): string[] {
  const byModality = new Map(
    cells.flatMap(({ cell, dataset }) => (dataset ? [[cell.modality, dataset.leftOut.withoutModality] as const] : [])),
  )
  return [...byModality]
    .filter(([, count]) => count > 0)
    .map(
      ([modality, count]) =>
        `${count} judged ${count === 1 ? 'track has' : 'tracks have'} no ${modality} and judge no ${modality} network.`,
    )
}

/** A network that is no closer than the mean has learnt nothing by which labels could differ. */
function meanNotes({ modality, rows }: JudgedNetworks): string[] {
  const weak = rows.filter(({ error, baseline }) => error.value >= baseline).map(({ version }) => version)
  if (weak.length === 0) return []
  const versions = weak.length === 1 ? `version ${weak.join()}` : `versions ${weak.join(', ')}`
  return [`The ${modality} networks of ${versions} are no closer than predicting the mean of their training labels: train them for longer.`]
}
