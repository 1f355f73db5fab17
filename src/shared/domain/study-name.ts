import type { DatasetForm } from './sample-tracks'

/** One run of the study: what its network reads, and how its dataset was made. */
export interface NamedCell {
  readonly modality: string
  readonly form: DatasetForm
}

const formNames: Readonly<Record<DatasetForm, string>> = { sound: 'sound', 'as-published': 'as published' }
const cellName = /^(?:audio|lyrics|comments|audio-lyrics|audio-comments) · (?:sound|as published) · (?<study>.+)$/u

/** Name of the dataset and of the run of a study; what tells it from its siblings comes first, where narrow lists still show it. */
export function nameOfStudyRun(study: string, { modality, form }: NamedCell): string {
  return `${modality} · ${formNames[form]} · ${study}`
}

/** The study that a dataset or run belongs to by its name; null for none. */
export function studyOfName(name: string): string | null {
  return cellName.exec(name)?.groups?.['study'] ?? null
}
