import type { RepairRequest, RepairSettings } from '@shared/contract/repair'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { type RepairCell, seedOfCell } from '../../store/repair-cells'

/** The settings with a name: the one that was given, else one that says what is compared and how. */
export function named(request: RepairRequest): RepairSettings {
  const { name, versions, against, trackLimit, groupBy, seed } = request
  const judge = against.kind === 'truth' ? 'true coordinates' : `checked set ${against.setId}`
  const parts = [
    `Repair ${versions.join(', ')} by ${judge}`,
    `${trackLimit} tracks`,
    ...(groupBy === 'track' ? [] : [`by ${groupBy}`]),
    ...(seed === 1 ? [] : [`from seed ${seed}`]),
  ]
  return { ...request, name: name ?? parts.join(', ') }
}

/** Whether two repairs judge the same; more seeds, modalities or epochs may be asked for later. */
export function isSameRepair(one: RepairSettings, other: RepairSettings): boolean {
  const judged = ({ versions, against, trackLimit, groupBy, seed }: RepairSettings): string =>
    JSON.stringify([versions, against.kind === 'truth' ? null : against.setId, trackLimit, groupBy, seed])
  return judged(one) === judged(other)
}

/**
 * How a network is trained: as published, on the scale −1…1.
 * @param embeddingId word vectors that the earlier networks of this modality read; null for the newest
 */
export function trainingSettingsOf(settings: RepairSettings, cell: RepairCell, embeddingId: number | null): TrainingSettings {
  const { epochs, engine, device } = settings
  return trainingSettingsSchema.parse({ modality: cell.modality, epochs, engine, device, seed: seedOfCell(settings, cell), embeddingId })
}
