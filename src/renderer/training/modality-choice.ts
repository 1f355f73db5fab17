import { type FusionSettings, fusionSettingsSchema, type Run, type TrainingSettings } from '@shared/contract/training'
import { describeModality, isTextKind, type Modality } from '@shared/domain/modality'
import { branchesOfPublished, publishedNames, titleOfPublished } from '@shared/domain/published-networks'
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
 * The networks of the study.
 * @param available what every track of the chosen dataset has; null: no dataset is chosen
 */
export function modalityChoices(available: readonly Modality[] | null): ModalityChoice[] {
  return publishedNames.map((value) => {
    const branches = branchesOfPublished(value)
    const lacking = available === null ? [] : branches.filter((branch) => !available.includes(branch))
    const about = branches.length > 1 ? 'fusion of two earlier runs' : 'one branch'
    return {
      value,
      title: titleOfPublished(value),
      subtitle: lacking.length > 0 ? `the dataset was frozen without ${lacking.join(' and ')}` : about,
      disabled: lacking.length > 0,
    }
  })
}

/** Settings for another network of the study: what only other networks need is taken out. */
export function withModality(settings: TrainingSettings, modality: RunModality): TrainingSettings {
  const isFusion = branchesOfPublished(modality).length > 1
  return {
    ...settings,
    modality,
    network: null,
    architecture: modality === 'audio' ? settings.architecture : 'published',
    fusion: isFusion ? (settings.fusion ?? plainFusion) : null,
    embeddingId: isFusion || !branchesOfPublished(modality).some(isTextKind) ? null : settings.embeddingId,
    folds: isFusion ? 0 : settings.folds,
    thenFitAll: !isFusion && settings.thenFitAll,
    augmentation: branchesOfPublished(modality).includes('audio') ? settings.augmentation : null,
  }
}

type ShownBy = Pick<TrainingSettings, 'modality' | 'network' | 'fusion' | 'architecture'>

/** Which kinds of settings mean something for the network that is chosen. */
export function shownSettings({ modality, network, fusion, architecture }: ShownBy) {
  const branches = network ? network.branches.map((branch) => branch.modality) : branchesOfPublished(modality)
  const isFusion = network === null && branches.length > 1
  return {
    branches,
    /** Filters and MFCC come with the runs of a fusion. */
    filters: network === null && !isFusion && architecture === 'published',
    head: network === null,
    /** Only audio has recommended layers. */
    recommended: network === null && modality === 'audio',
    normalisation:
      network === null &&
      !isFusion &&
      architecture === 'published' &&
      branches.some((branch) => describeModality(branch).input.kind === 'sequence'),
    embedding: branches.some(isTextKind) && !isFusion,
    /** Only what is trained reads varied excerpts. */
    augmentation: trainsAudio({ modality, network, fusion, architecture }),
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
