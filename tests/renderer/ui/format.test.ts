import {
  countOf,
  formatBytes,
  formatCoordinate,
  formatDuration,
  formatNumber,
  formatRelativeTime,
  formatSeconds,
  formatShift,
  formatTimeLeft,
} from '@renderer/ui/format'
import { describe, expect, it } from 'vitest'

describe('numbers', () => {
  it.each([
    [0.456, '0.46'],
    [-0.5, '−0.50'],
    [-0.001, '0.00'],
    [Number.NaN, '–'],
  ])('%d is %s', (value, text) => expect(formatNumber(value)).toBe(text))

  it('shows coordinates on the user’s scale', () => {
    expect(formatCoordinate(0, '1-9')).toBe('5.00')
    expect(formatCoordinate(-1, '0-1')).toBe('0.00')
    expect(formatCoordinate(-1, '-1-1')).toBe('−1.00')
    expect(formatCoordinate(null, '-1-1')).toBe('–')
  })

  it('shows shifts with their sign, and a shift too small to see without one', () => {
    expect(formatShift(0.1, '1-9')).toBe('+0.40')
    expect(formatShift(-0.1, '0-1')).toBe('−0.05')
    expect(formatShift(0.001, '-1-1')).toBe('0.00')
  })

  it('separates thousands and minds the plural', () => {
    expect(countOf(9654, 'track')).toBe('9,654 tracks')
    expect(countOf(1, 'track')).toBe('1 track')
    expect(countOf(2, 'entry', 'entries')).toBe('2 entries')
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [1_440_000_000, '1.4 GB'],
    [250_000_000, '250 MB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
})

describe('times', () => {
  it.each([
    [0.011, '11 ms'],
    [0, '1 ms'],
    [0.1, '0.1 s'],
    [12.34, '12.3 s'],
    [61, '1:01'],
  ])('%s measured seconds are %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text))
  it.each([
    [0, '0:00'],
    [59.6, '1:00'],
    [61, '1:01'],
    [3661, '1:01:01'],
    [null, '–'],
  ])('%s seconds are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text))

  it.each([
    [null, ''],
    [0.4, 'nearly done'],
    [31, '31 s left'],
    [120, 'about 2 min left'],
    [7200, 'about 2 h left'],
  ])('%s seconds left: %s', (seconds, text) => expect(formatTimeLeft(seconds)).toBe(text))

  const now = Date.parse('2026-11-23T12:00:00Z')
  it.each([
    ['2026-11-23T11:59:40Z', 'now'],
    ['2026-11-23T11:55:00Z', '5 min ago'],
    ['2026-11-23T10:00:00Z', '2 h ago'],
    ['2026-11-22T12:00:00Z', '1 day ago'],
    ['2026-10-01T00:00:00Z', '2026-10-01'],
    ['nonsense', ''],
  ])('%s is %s', (when, text) => expect(formatRelativeTime(when, now)).toBe(text))
})
