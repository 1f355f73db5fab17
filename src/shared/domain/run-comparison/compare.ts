import type { Dimension } from '../plane'
import { type Calibration, calibrationsOf } from './calibration'
import type { ComparedEntry, ComparedTrack } from './compared'
import { type ErrorGroup, type ErrorGrouping, errorOfGroup, type GroupError } from './error-groups'
import { figuresOf } from './figure-sums'
import { type FigureKey, figureKeys, type Figures, figuresWith } from './figures'
import { quadrantConfusion, type QuadrantConfusion, type ResidualCell, residualMap } from './on-plane'
import { boundsOf, type PairedFigure, pairedFigure, type Resampled, surelyBest } from './resampled'
import { type MeanWithInterval, studentInterval } from './student'

/** A figure with its 95 % interval; null bounds where there is none. */
export interface ComparedFigure {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

/** What one entry is worth on the compared tracks. */
export interface MeasuredEntry {
  readonly key: string
  /** By resampled tracks; of an entry with several members the mean of their figures. Right quadrants have Wilson's interval. */
  readonly figures: Readonly<Record<FigureKey, ComparedFigure | null>>
  /** Of each member by itself. */
  readonly members: readonly Figures[]
  /** Over the members, with an interval by Student's t; null for a single member. */
  readonly overSeeds: Readonly<Record<FigureKey, MeanWithInterval | null>> | null
  readonly calibration: Readonly<Record<Dimension, Calibration | null>>
  readonly confusion: QuadrantConfusion | null
  readonly residuals: readonly ResidualCell[]
}

/** A paired difference of two entries: the first minus the second. */
export interface EntryDifference extends PairedFigure {
  readonly figure: FigureKey
  readonly one: string
  readonly other: string
}

/** Errors on some of the tracks, entry by entry. */
export interface ErrorsOfGroup {
  readonly grouping: ErrorGrouping
  readonly name: string
  readonly tracks: number
  readonly entries: readonly Readonly<Record<Dimension, GroupError | null>>[]
}

/** Entries held against each other on the same tracks. */
export interface MeasuredComparison {
  readonly entries: readonly MeasuredEntry[]
  /** Key of the entry that is surely the best in a figure; null where none is. */
  readonly best: Readonly<Record<FigureKey, string | null>>
  readonly differences: readonly EntryDifference[]
  readonly errors: readonly ErrorsOfGroup[]
}

/**
 * Holds entries against each other on the same tracks.
 * @param tracks what they are measured by: at least one
 * @param resampled the resamples of just these tracks and entries
 */
export function compareEntries(
  tracks: readonly ComparedTrack[],
  entries: readonly ComparedEntry[],
  groups: readonly ErrorGroup[],
  resampled: Resampled,
): MeasuredComparison {
  const figures = entries.map((entry) => figuresOf(tracks, entry))
  return {
    entries: entries.map((entry, index) => measureEntry(tracks, entry, figures[index], (key) => boundsOf(resampled, index, key))),
    best: figuresWith((key) => {
      const best = surelyBest(resampled, figures, key)
      return best === null ? null : (entries[best]?.key ?? null)
    }),
    differences: differencesOf(entries, figures, resampled),
    errors: groups.map((group) => ({
      grouping: group.grouping,
      name: group.name,
      tracks: group.rows.length,
      entries: entries.map((entry) => errorOfGroup(tracks, entry, group)),
    })),
  }
}

function measureEntry(
  tracks: readonly ComparedTrack[],
  entry: ComparedEntry,
  figures: Figures | undefined,
  boundsOfFigure: (key: FigureKey) => { low: number; high: number } | null,
): MeasuredEntry {
  const members = entry.members.map((points) => figuresOf(tracks, { ...entry, members: [points] }))
  const confusion = quadrantConfusion(tracks, entry)
  return {
    key: entry.key,
    figures: figuresWith((key) => {
      const value = figures?.[key] ?? null
      const bounds = key === 'right' ? (confusion?.overall ?? null) : boundsOfFigure(key)
      return value === null ? null : { value, low: bounds?.low ?? null, high: bounds?.high ?? null }
    }),
    members,
    overSeeds: members.length < 2 ? null : figuresWith((key) => studentInterval(members.flatMap((own) => own[key] ?? []))),
    calibration: calibrationsOf(tracks, entry),
    confusion,
    residuals: residualMap(tracks, entry),
  }
}

function differencesOf(entries: readonly ComparedEntry[], figures: readonly Figures[], resampled: Resampled): EntryDifference[] {
  const pairs = entries.flatMap((_entry, one) => entries.slice(one + 1).map((_other, offset) => [one, one + 1 + offset] as const))
  return pairs.flatMap(([one, other]) =>
    figureKeys.flatMap((figure) => {
      const [own, against] = [figures[one], figures[other]]
      const difference = own && against ? pairedFigure(resampled, [one, other], [own, against], figure) : null
      return difference ? [{ figure, one: entries[one]?.key ?? '', other: entries[other]?.key ?? '', ...difference }] : []
    }),
  )
}
