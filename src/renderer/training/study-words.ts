import type { StudyRow, StudySettings } from '@shared/contract/study'
import { leakShare } from '@shared/domain/leak'
import { formatCount, formatNumber } from '../ui/format'
import { stateName } from './run-states'

export const formTitles: Readonly<Record<StudyRow['form'], string>> = { sound: 'Sound', 'as-published': 'As published' }
export const formTexts: Readonly<Record<StudyRow['form'], string>> = {
  sound: 'split by track; only training tracks are repeated',
  'as-published': 'repeated before the split, as in the study: tracks leak into the test set',
}

type StudyNumbers = Pick<StudySettings, 'epochs' | 'perQuadrant' | 'vectorSize' | 'name'>

/** Numbers for a library that is too small for the study's own: short runs on a quarter of the labelled tracks for each quadrant. */
export function scaledDown(labelled: number): StudyNumbers {
  return { name: 'Study, scaled down', epochs: 60, perQuadrant: Math.min(3000, Math.max(10, Math.round(labelled / 4))), vectorSize: 100 }
}

export const groupChoices: readonly { readonly value: StudySettings['groupBy']; readonly title: string }[] = [
  { value: 'track', title: 'Each track alone' },
  { value: 'artist', title: 'Tracks of an artist' },
  { value: 'album', title: 'Tracks of an album' },
]

/** Where a run of the study stands, in words. */
export function stateOfRow({ state, epochsDone }: StudyRow, epochs: number): string {
  if (state === 'waiting') return 'waiting'
  if (state === 'not-possible') return 'not possible'
  const done = state === 'done' || state === 'preparing' ? '' : `, ${formatCount(epochsDone)} of ${formatCount(epochs)} epochs`
  return `${stateName(state)}${done}`
}

/** Why a row's run is where it is, where that is not said by its state. */
export function reasonOfRow({ state, reason }: StudyRow): string | null {
  return state === 'failed' || state === 'not-possible' ? reason : null
}

export const studyMetrics = ['mae', 'mse', 'r2'] as const

/** The metrics of a row as cells, own and published, on 0…1: valence then arousal. */
export function cellsOfRow({ onPublishedScale, published }: StudyRow): { key: string; own: string; published: string }[] {
  return (['valence', 'arousal'] as const).flatMap((dimension) =>
    studyMetrics.map((metric) => ({
      key: `${dimension} ${metric}`,
      own: formatNumber(onPublishedScale?.[dimension][metric] ?? NaN, 3),
      published: formatNumber(published[dimension][metric], 3),
    })),
  )
}

/** The leak of a row's dataset, such as "31.2 %"; "none" for a sound one. */
export function leakOfRow({ leak }: StudyRow): string {
  return leak ? leakShare(leak) : '–'
}

/** How far a study is, such as "3 of 10 runs done, 1 not possible". */
export function progressOfStudy(rows: readonly StudyRow[]): string {
  const count = (state: StudyRow['state']): number => rows.filter((row) => row.state === state).length
  const impossible = count('not-possible')
  const done = `${formatCount(count('done'))} of ${formatCount(rows.length)} runs done`
  return impossible > 0 ? `${done}, ${formatCount(impossible)} not possible` : done
}
