import type { SettingRange, SettingValue } from '@shared/domain/search/space'
import { valueInWords, valuesOf } from '@shared/domain/search/space'

/** One axis of parallel coordinates, from 0 (bottom) to 1 (top). */
export interface ParallelAxis {
  readonly name: string
  /** What people read; left out: the name. */
  readonly title?: string
  /** Where a value lies; null for one that the axis does not have. */
  position(value: SettingValue | undefined): number | null
  /** What stands at a position, in words. */
  words(position: number): string
  /** Named positions, from the bottom. */
  readonly ticks: readonly { readonly position: number; readonly label: string }[]
}

/** A part of an axis; lines that do not pass it are left out. */
export interface Brush {
  readonly low: number
  readonly high: number
}

/** One line: where it crosses each axis, in their order. */
export interface ParallelLine {
  readonly id: number
  readonly positions: readonly (number | null)[]
}

/** The axis of a setting: its choices evenly, or its range, logarithmic where it is drawn so. */
export function axisOfRange(name: string, range: SettingRange): ParallelAxis {
  if (range.kind === 'choice') return choiceAxis(name, valuesOf(range) ?? [])
  return numberAxis(name, range.low, range.high, range.kind === 'log-uniform')
}

/** An axis of numbers. */
export function numberAxis(name: string, low: number, high: number, isLogarithmic = false): ParallelAxis {
  const scale = isLogarithmic ? Math.log : (value: number): number => value
  const back = isLogarithmic ? Math.exp : (value: number): number => value
  const [from, to] = [scale(low), scale(high)]
  const valueAt = (position: number): string => shortNumber(back(from + position * (to - from)))
  return {
    name,
    position: (value) => {
      if (typeof value !== 'number') return null
      return to === from ? 0.5 : Math.min(1, Math.max(0, (scale(value) - from) / (to - from)))
    },
    words: valueAt,
    ticks: (to === from ? [0.5] : [0, 0.5, 1]).map((position) => ({ position, label: valueAt(position) })),
  }
}

function choiceAxis(name: string, values: readonly SettingValue[]): ParallelAxis {
  const positionAt = (index: number): number => (values.length < 2 ? 0.5 : index / (values.length - 1))
  const labels = values.map(valueInWords)
  return {
    name,
    position: (value) => {
      const index = values.findIndex((candidate) => JSON.stringify(candidate) === JSON.stringify(value))
      return index < 0 ? null : positionAt(index)
    },
    words: (position) => labels[Math.round(position * Math.max(0, values.length - 1))] ?? '',
    ticks: labels.map((label, index) => ({ position: positionAt(index), label })),
  }
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(2)))
}

/** Whether a line passes every brush. */
export function passes({ positions }: ParallelLine, brushes: readonly (Brush | null)[]): boolean {
  return brushes.every((brush, axis) => {
    if (brush === null) return true
    const position = positions[axis] ?? null
    return position !== null && position >= brush.low - tolerance && position <= brush.high + tolerance
  })
}

const tolerance = 1e-9
const step = 0.05
const whole: Brush = { low: 0, high: 1 }

/**
 * What a key makes of the brush of an axis: arrows move its upper bound, with Shift its lower one; Delete, Escape or Backspace take it
 * away.
 * @returns undefined for a key that means nothing here
 */
export function brushAfterKey(brush: Brush | null, key: string, shift: boolean): Brush | null | undefined {
  if (key === 'Delete' || key === 'Backspace' || key === 'Escape') return brush === null ? undefined : null
  const by = { ArrowUp: step, ArrowDown: -step, PageUp: 5 * step, PageDown: -5 * step }[key]
  if (by === undefined) return undefined
  const { low, high } = brush ?? whole
  const moved = shift ? { low: clamp(low + by, 0, high - step), high } : { low, high: clamp(high + by, low + step, 1) }
  return isWhole(moved) ? null : moved
}

/** The brush that a pointer drew between two positions; null for one that leaves nothing out, or a mere click. */
export function brushBetween(one: number, other: number): Brush | null {
  const brush = { low: clamp(Math.min(one, other), 0, 1), high: clamp(Math.max(one, other), 0, 1) }
  return isWhole(brush) || brush.high - brush.low < 0.02 ? null : brush
}

function isWhole({ low, high }: Brush): boolean {
  return low <= tolerance && high >= 1 - tolerance
}

function clamp(value: number, low: number, high: number): number {
  return Number(Math.min(Math.max(low, high), Math.max(low, value)).toFixed(4))
}
