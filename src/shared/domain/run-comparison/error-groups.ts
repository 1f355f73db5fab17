import { groupBy } from '../group-by'
import { type Dimension, dimensions, quadrantOfLabel } from '../plane'
import type { ComparedEntry, ComparedTrack } from './compared'
import { studentInterval } from './student'

/** By what errors are grouped. */
export const errorGroupings = ['quadrant', 'tag', 'source', 'length'] as const
export type ErrorGrouping = (typeof errorGroupings)[number]

/** What is known of a track beside its label. */
export interface TrackTraits {
  /** Tags as they were imported. */
  readonly tags: readonly string[]
  /** Where its label comes from, in one word; empty where that is not known. */
  readonly source: string
  /** Null without audio. */
  readonly durationSeconds: number | null
}

/** Some of the compared tracks, by their rows; a track may be in several groups of tags. */
export interface ErrorGroup {
  readonly grouping: ErrorGrouping
  readonly name: string
  readonly rows: readonly number[]
}

/** Error of one entry on a group in one dimension. */
export interface GroupError {
  readonly tracks: number
  /** Mean absolute error, with a 95 % interval by Student's t over tracks; null bounds for a single track. */
  readonly mae: number
  readonly low: number | null
  readonly high: number | null
  /** Mean of prediction minus label. */
  readonly bias: number
}

export const mostTagGroups = 20
const fewestTracksOfTag = 3
const lengthGroupCount = 4

/** The groups of the compared tracks: quadrant of the label, the commonest tags, source of the label, quarters by length. */
export function errorGroups(tracks: readonly ComparedTrack[], traits: readonly TrackTraits[]): ErrorGroup[] {
  const rows = tracks.map((_track, row) => row)
  const quadrants = groupBy(rows, (row) => quadrantOfLabel(tracks[row] ?? { valence: null, arousal: null }))
  const sources = groupBy(rows, (row) => traits[row]?.source ?? '')
  return [
    ...[...quadrants]
      .flatMap(([quadrant, own]) => (quadrant === null ? [] : [{ grouping: 'quadrant' as const, name: `Q${quadrant}`, rows: own }]))
      .sort((one, other) => one.name.localeCompare(other.name)),
    ...tagGroups(traits),
    ...[...sources].flatMap(([source, own]) => (source === '' ? [] : [{ grouping: 'source' as const, name: source, rows: own }])),
    ...lengthGroups(traits),
  ]
}

function tagGroups(traits: readonly TrackTraits[]): ErrorGroup[] {
  const tagged = traits.flatMap(({ tags }, row) => [...new Set(tags)].map((tag) => ({ tag, row })))
  return [...groupBy(tagged, ({ tag }) => tag)]
    .filter(([, own]) => own.length >= fewestTracksOfTag)
    .sort(([name, own], [otherName, other]) => other.length - own.length || name.localeCompare(otherName))
    .slice(0, mostTagGroups)
    .map(([name, own]) => ({ grouping: 'tag', name, rows: own.map(({ row }) => row) }))
}

/** Quarters of the tracks by rising length, named by their shortest and longest; tracks of one length stay together. */
function lengthGroups(traits: readonly TrackTraits[]): ErrorGroup[] {
  const timed = traits.flatMap(({ durationSeconds }, row) => (durationSeconds === null ? [] : [{ seconds: durationSeconds, row }]))
  timed.sort((one, other) => one.seconds - other.seconds)
  const ranks = new Map<number, number>()
  for (const [rank, { seconds }] of timed.entries()) if (!ranks.has(seconds)) ranks.set(seconds, rank)
  const quarterOf = (seconds: number): number => Math.floor(((ranks.get(seconds) ?? 0) / timed.length) * lengthGroupCount)
  return [...groupBy(timed, ({ seconds }) => quarterOf(seconds)).values()].map((own) => {
    const [shortest, longest] = [minutes(own[0]?.seconds ?? 0), minutes(own.at(-1)?.seconds ?? 0)]
    const name = shortest === longest ? shortest : `${shortest} to ${longest}`
    return { grouping: 'length', name, rows: own.map(({ row }) => row) }
  })
}

function minutes(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** Errors of an entry on a group of tracks; of several members the mean over them for each track. Null for a dimension without labels. */
export function errorOfGroup(
  tracks: readonly ComparedTrack[],
  { members }: Pick<ComparedEntry, 'members'>,
  { rows }: ErrorGroup,
): Readonly<Record<Dimension, GroupError | null>> {
  const of = (dimension: Dimension): GroupError | null => {
    const residuals = rows.flatMap((row) => {
      const label = tracks[row]?.[dimension] ?? null
      return label === null ? [] : [members.map((points) => (points[row]?.[dimension] ?? 0) - label)]
    })
    const interval = studentInterval(residuals.map((own) => meanOf(own.map(Math.abs))))
    return (
      interval && {
        tracks: residuals.length,
        mae: interval.mean,
        low: interval.low,
        high: interval.high,
        bias: meanOf(residuals.map(meanOf)),
      }
    )
  }
  const [valence = null, arousal = null] = dimensions.map(of)
  return { valence, arousal }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
