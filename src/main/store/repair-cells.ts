import type { Dataset } from '@shared/contract/datasets'
import type { RepairSettings } from '@shared/contract/repair'
import type { Modality } from '@shared/domain/modality'
import type { StoredRun } from './runs'

/** One network of a repair: what it reads, whose labels it learns, and its number among those that differ by the seed alone. */
export interface RepairCell {
  readonly versionId: number
  readonly modality: Modality
  /** Counts from 0. */
  readonly index: number
}

/** The networks of a repair in the order of their training: all versions of a seed follow each other, so that a part can be judged. */
export function cellsOf({ versions, modalities, seeds }: RepairSettings): RepairCell[] {
  const indices = Array.from({ length: seeds }, (_, index) => index)
  return [...new Set(modalities)].flatMap((modality) =>
    indices.flatMap((index) => versions.map((versionId) => ({ versionId, modality, index }))),
  )
}

/** Name of a network's dataset and run; what distinguishes it from others comes first, where narrow lists still show it. */
export function nameOfCell(settings: RepairSettings, { versionId, modality, index }: RepairCell): string {
  return `version ${versionId} · ${modality} · seed ${seedOfCell(settings, { index })} · ${settings.name}`
}

/** The seed that a network's weights, batches and sets follow from; the same for all versions. */
export function seedOfCell({ seed }: RepairSettings, { index }: Pick<RepairCell, 'index'>): number {
  return seed + index
}

/** The dataset of a network, if it was frozen already. */
export function datasetOfCell(datasets: readonly Dataset[], settings: RepairSettings, cell: RepairCell): Dataset | null {
  return datasets.find(({ name }) => name === nameOfCell(settings, cell)) ?? null
}

/** The newest run of a repair's length on the dataset of a network. */
export function runOfCell(runs: readonly StoredRun[], settings: RepairSettings, cell: RepairCell, datasetId: number): StoredRun | null {
  const seed = seedOfCell(settings, cell)
  return runs.find((run) => run.datasetId === datasetId && run.settings.epochs === settings.epochs && run.settings.seed === seed) ?? null
}
