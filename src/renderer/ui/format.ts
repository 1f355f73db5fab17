import { toScale, type LabelPoint, type Quadrant, type Scale } from '@shared/domain/plane'

const thousands = new Intl.NumberFormat('en-US')
const minus = '−'

/** A count with separated thousands, such as "9,654". */
export function formatCount(count: number): string {
  return thousands.format(count)
}

/** A count with its noun, such as "1 track" or "9,654 tracks". */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}

/** A number with a true minus sign and a fixed number of decimals; "0.00" is never negative. */
export function formatNumber(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  const text = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(text) !== 0 ? `${minus}${text}` : text
}

/**
 * A coordinate as the user sees it.
 * @param value in [−1, 1], as inside the program; null or undefined: no label
 * @returns two decimals on the user's scale, or "–"
 */
export function formatCoordinate(value: number | null | undefined, scale: Scale): string {
  return value === null || value === undefined ? '–' : formatNumber(toScale(value, scale))
}

/** Both coordinates, such as "0.42, −0.10"; a label may lack one: "0.42, –". */
export function formatPoint(point: LabelPoint, scale: Scale): string {
  return `${formatCoordinate(point.valence, scale)}, ${formatCoordinate(point.arousal, scale)}`
}

/** A difference of two coordinates in [−1, 1], with its sign, on the user's scale. */
export function formatShift(difference: number, scale: Scale, decimals = 2): string {
  const scaled = toScale(difference, scale) - toScale(0, scale)
  const text = formatNumber(scaled, decimals)
  return scaled > 0 && Number(text) !== 0 ? `+${text}` : text
}

const scaleNames: Readonly<Record<Scale, string>> = { '-1-1': `${minus}1…1`, '0-1': '0…1', '1-9': '1…9' }

/** The scale's name as views show it once, such as "−1…1". */
export function scaleName(scale: Scale): string {
  return scaleNames[scale]
}

/** Seconds as m:ss, or h:mm:ss from an hour on; null: "–". */
export function formatDuration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return '–'
  const whole = Math.max(0, Math.round(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** A measured time: "12 ms", "1.4 s", then m:ss from a minute on. */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.095) return `${Math.max(1, Math.round(1000 * seconds))} ms`
  return seconds < 60 ? `${formatNumber(seconds, 1)} s` : formatDuration(seconds)
}

/** How long something will still take, such as "about 2 min left". */
export function formatTimeLeft(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return ''
  if (seconds < 1) return 'nearly done'
  if (seconds < 60) return `${Math.ceil(seconds)} s left`
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} min left`
  return `about ${Math.round(seconds / 3600)} h left`
}

/** A time relative to now, such as "now", "5 min ago", "2 h ago", "3 days ago", then the date. */
export function formatRelativeTime(when: string | number, nowMs: number): string {
  const thenMs = typeof when === 'number' ? when : Date.parse(when)
  if (!Number.isFinite(thenMs)) return ''
  const seconds = (nowMs - thenMs) / 1000
  if (seconds < 45) return 'now'
  if (seconds < 3570) return `${Math.round(seconds / 60)} min ago`
  if (seconds < 86_000) return `${Math.round(seconds / 3600)} h ago`
  const days = Math.round(seconds / 86_400)
  return days < 14 ? countOf(days, 'day') + ' ago' : new Date(thenMs).toISOString().slice(0, 10)
}

/** A time in full, for tooltips, in the user's own time zone. */
export function formatFullTime(when: string | number): string {
  const date = new Date(when)
  return Number.isNaN(date.getTime()) ? '' : date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
}

/** A size in bytes, such as "1.4 GB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? 'B'}`
}

const quadrantNames: Readonly<Record<Quadrant, string>> = { 1: 'happy, excited', 2: 'angry, tense', 3: 'sad, bored', 4: 'calm, relaxed' }

/** What a quadrant stands for, such as "calm, relaxed". */
export function quadrantName(quadrant: Quadrant): string {
  return quadrantNames[quadrant]
}
