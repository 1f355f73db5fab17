import type { Run } from '@shared/contract/training'
import { type FusionSettings, fusionSettingsSchema, type TrainingSettings } from '@shared/contract/training-settings'
import { describeModality, isTextKind, type Modality, modalityOfTracks } from '@shared/domain/modality'
import { branchesOfNamed, networkNames, titleOfNamed } from '@shared/domain/published-networks'
import { recommendedSettingsFor } from '@shared/domain/recommended-settings'
import { trainsAudio } from '@shared/domain/trainable'

export type RunModality = TrainingSettings['modality']

/** What a fusion does by default: the newest runs, whole and frozen. */
export const plainFusion: FusionSettings = fusionSettingsSchema.parse({})

/** A network to choose; one whose texts or audio the dataset does not ask for cannot be chosen. */
export interface ModalityChoice {
  readonly value: RunModality
  readonly title: string
  readonly subtitle: string
  readonly disabled: boolean
}

/**
 * The networks of the study, and the one behind a backbone where there is one.
 * @param available what every track of the chosen dataset has; null: no dataset is chosen
 * @param backbones how many the library has
 */
export function modalityChoices(available: readonly Modality[] | null, backbones = 0): ModalityChoice[] {
  const names = networkNames.filter((name) => name !== 'backbone' || backbones > 0)
  return names.map((value) => {
    const branches = branchesOfNamed(value)
    const needed = branches.map(modalityOfTracks)
    const lacking = available === null ? [] : needed.filter((modality) => !available.includes(modality))
    const about =
      branches.length > 1 ? 'fusion of two earlier runs' : value === 'backbone' ? 'layers behind a model from elsewhere' : 'one branch'
    return {
      value,
      title: titleOfNamed(value),
      subtitle: lacking.length > 0 ? `the dataset was frozen without ${lacking.join(' and ')}` : about,
      disabled: lacking.length > 0,
    }
  })
}

/** Layers and folds: those of fusions are published, a backbone begins with the recommended settings, which other networks keep. */
function layersOf(
  { architecture, modality: former, folds, thenFitAll }: TrainingSettings,
  modality: RunModality,
): Partial<TrainingSettings> {
  const settings = recommendedSettingsFor(modality)
  if (settings === null) return { architecture: 'published', folds: 0, thenFitAll: false }
  if (modality === 'backbone') return former === 'backbone' ? { folds, thenFitAll } : settings
  return architecture === 'recommended' ? settings : { folds, thenFitAll }
}

/** Settings for another network: what only other networks need is taken out. */
export function withModality(settings: TrainingSettings, modality: RunModality): TrainingSettings {
  const isFusion = branchesOfNamed(modality).length > 1
  return {
    ...settings,
    modality,
    network: null,
    ...layersOf(settings, modality),
    backboneId: modality === 'backbone' ? settings.backboneId : null,
    fusion: isFusion ? (settings.fusion ?? plainFusion) : null,
    embeddingId: isFusion || !branchesOfNamed(modality).some(isTextKind) ? null : settings.embeddingId,
    augmentation: branchesOfNamed(modality).includes('audio') ? settings.augmentation : null,
  }
}

type ShownBy = Pick<TrainingSettings, 'modality' | 'network' | 'fusion' | 'architecture'>

/** Which kinds of settings mean something for the network that is chosen. */
export function shownSettings({ modality, network, fusion, architecture }: ShownBy) {
  const branches = network ? network.branches.map((branch) => branch.modality) : branchesOfNamed(modality)
  const isFusion = network === null && branches.length > 1
  return {
    branches,
    /** Filters and MFCC come with the runs of a fusion. */
    filters: network === null && !isFusion && modality !== 'backbone' && architecture === 'published',
    head: network === null,
    normalisation:
      network === null &&
      !isFusion &&
      architecture === 'published' &&
      branches.some((branch) => describeModality(branch).input.kind === 'sequence'),
    embedding: branches.some(isTextKind) && !isFusion,
    /** Only what is trained reads varied excerpts. */
    augmentation: trainsAudio({ modality, network, fusion, architecture }),
    backbone: branches.includes('backbone'),
    fusion: isFusion,
    folds: !isFusion && fusion === null,
  }
}

/** Runs whose branch a fusion can take over: finished, without folds, of that modality alone; those of the dataset first. */
export function fusionRuns(runs: readonly Run[], modality: Modality, datasetId: number | null): Run[] {
  const fit = runs.filter(
    ({ state, settings, network }) =>
      (state === 'done' || state === 'stopped') &&
      settings.folds === 0 &&
      settings.architecture === 'published' &&
      network.branches.length === 1 &&
      network.branches[0]?.modality === modality,
  )
  return [...fit.filter((run) => run.datasetId === datasetId), ...fit.filter((run) => run.datasetId !== datasetId)]
}

/** The channels of each convolution block of a run's branch, from its input. */
export function blockChannels(run: Run | undefined, modality: Modality): number[] {
  const layers = run?.network.branches.find((branch) => branch.modality === modality)?.layers ?? []
  return layers.flatMap((layer) => (layer.type === 'convolution' ? [layer.filters] : []))
}
