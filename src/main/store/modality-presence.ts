import { describeModality, type Modality, type ModalitySource, trackModalities } from '@shared/domain/modality'

/** SQL that is 1 for a track `t` with its file `f` (none: all NULL) that has a modality; a track whose file is missing has no audio. */
const presentSql = {
  'audio-file': () => 'f.missing IS 0',
  text: (modality) => `EXISTS (SELECT 1 FROM texts x WHERE x.track_id = t.id AND x.kind = '${modality}')`,
} satisfies Readonly<Record<ModalitySource, (modality: Modality) => string>>

/** A column for each modality, named like it: 1 where the track `t` with its file `f` has it. */
export const presenceColumns = trackModalities
  .map((modality) => `${presentSql[describeModality(modality).source](modality)} AS ${modality}`)
  .join(', ')

/** What `presenceColumns` give. */
export type PresenceRow = Readonly<Partial<Record<Modality, number>>>

/** The modalities that a row says are there. */
export function presentModalities(row: PresenceRow): ReadonlySet<Modality> {
  return new Set(trackModalities.filter((modality) => row[modality] === 1))
}
