import { type DatasetSettings, datasetSettingsSchema } from '@shared/contract/datasets'
import { type EmbeddingSettings, embeddingSettingsSchema } from '@shared/contract/embeddings'
import type { StudyModality, StudySettings } from '@shared/contract/study'
import type { TrackFilter } from '@shared/contract/tracks'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import type { Modality, TextKind } from '@shared/domain/modality'
import { branchesOfPublished } from '@shared/domain/published-networks'
import type { DatasetForm } from '@shared/domain/sample-tracks'
import { publishedSettings } from '../../network/published'

/** One run of the study. */
export interface StudyCell {
  readonly form: DatasetForm
  readonly modality: StudyModality
}

/** The runs of a study in the order in which they must be trained: a fusion after its branches. */
export function cellsOf({ forms, modalities: wanted }: StudySettings): StudyCell[] {
  const ordered = [...new Set(wanted)].sort((a, b) => branchesOfPublished(a).length - branchesOfPublished(b).length)
  return [...new Set(forms)].flatMap((form) => ordered.map((modality) => ({ form, modality })))
}

/** Name of a cell's dataset and run; what distinguishes it from other cells comes first, where narrow lists still show it. */
export function nameOfCell({ name }: StudySettings, { modality, form }: StudyCell): string {
  return `${modality} · ${form === 'sound' ? 'sound' : 'as published'} · ${name}`
}

/** Name of the word vectors that the study's networks for a kind of text share, whatever their form. */
export function nameOfVectors({ name }: StudySettings, kind: TextKind): string {
  return `${name} · ${kind}`
}

/** The study's word vectors: window 7, no word left out, 10 passes over the texts (more where there are few words). */
export function vectorSettingsOf({ vectorSize, seed }: StudySettings): EmbeddingSettings {
  return embeddingSettingsSchema.parse({ size: vectorSize, seed })
}

/** What a filter asks of tracks so that a modality can be read of them. */
const filterFor = {
  audio: { hasAudio: true, missingAudio: false },
  lyrics: { hasLyrics: true },
  comments: { hasComments: true },
  backbone: { hasAudio: true, missingAudio: false },
} satisfies Readonly<Record<Modality, TrackFilter>>

const shares = { train: 0.7, validation: 0.15, test: 0.15 } as const

/**
 * How a cell's dataset is frozen. All datasets of a study hold the same tracks in the same sets, so that their results can be
 * compared and no fusion is tested on a track that one of its branches was trained on.
 * @param common what every track must have
 */
export function datasetSettingsOf(settings: StudySettings, cell: StudyCell, common: readonly Modality[]): DatasetSettings {
  const { perQuadrant, groupBy, seed } = settings
  const size = cell.form === 'sound' ? Math.max(1, Math.round(perQuadrant * shares.train)) : perQuadrant
  return datasetSettingsSchema.parse({
    name: nameOfCell(settings, cell),
    filter: common.reduce<TrackFilter>((filter, modality) => ({ ...filter, ...filterFor[modality] }), {}),
    modalities: [...branchesOfPublished(cell.modality)],
    shares,
    groupBy: cell.form === 'sound' ? groupBy : 'track',
    seed,
    form: cell.form,
    balance: { kind: 'fixed', perQuadrant: size },
  })
}

/**
 * How a cell is trained: the study's batch of 64, SGD, rate 0.01 divided by ten after half of the epochs, L2 0.01, dropout 0.5, hidden
 * units.
 * @param branchRuns ids of the runs whose branches a fusion takes over
 * @param embeddingId word vectors of a text network; null for the others
 */
export function trainingSettingsOf(
  settings: StudySettings,
  { form, modality }: StudyCell,
  branchRuns: Readonly<Partial<Record<Modality, string>>>,
  embeddingId: number | null,
): TrainingSettings {
  const { epochs, seed, engine, device, fallback } = settings
  const fusion = branchesOfPublished(modality).length > 1 ? { runs: branchRuns } : null
  const { hiddenUnits } = publishedSettings(modality)
  return trainingSettingsSchema.parse({
    modality,
    engine,
    device,
    fallback,
    epochs,
    seed,
    hiddenUnits,
    embeddingId,
    targetScale: form === 'sound' ? '-1-1' : '0-1',
    fusion,
  })
}
