import type { StudyRow, StudySettings } from '@shared/contract/study'
import { leakShare } from '@shared/domain/leak'
import { formatCount, formatNumber } from '../ui/format'
import { stateName } from './run-states'

export const formTitles: Readonly<Record<StudyRow['form'], string>> = { sound: 'Sound', 'as-published': 'As published' }

/** Numbers for a library that is too small for the study's own: short runs on a quarter of the labelled tracks for each quadrant. */
export function scaledDown(labelled: number): Pick<StudySettings, 'epochs' | 'perQuadrant' | 'name'> {
  return { name: 'Study, scaled down', epochs: 60, perQuadrant: Math.min(3000, Math.max(10, Math.round(labelled / 4))) }
}

/** Where a run of the study stands, in words. */
export function stateOfRow({ state, epochsDone }: StudyRow, epochs: number): string {
  if (state === 'waiting') return 'waiting'
  if (state === 'not-possible') return 'not possible'
  const done = state === 'done' ? '' : ` · ${formatCount(epochsDone)} of ${formatCount(epochs)} epochs`
  return `${stateName(state)}${done}`
}

export const studyMetrics = ['mae', 'mse', 'r2'] as const

/** The metrics of a row as cells, own and published, on 0…1: valence then arousal. */
export function cellsOfRow({ onPublishedScale, published }: StudyRow): { key: string; own: string; published: string }[] {
  return (['valence', 'arousal'] as const).flatMap((dimension) => studyMetrics.map((metric) => ({
    key: `${dimension} ${metric}`, own: formatNumber(onPublishedScale?.[dimension][metric] ?? NaN, 3), published: formatNumber(published[dimension][metric], 3),
  })))
}

/** The leak of a row's dataset, such as "31.2 %"; "none" for a sound one. */
export function leakOfRow({ leak }: StudyRow): string {
  return leak ? leakShare(leak) : '–'
}
