/** How fast labels are placed. */
export interface Pace {
  /** Labels a minute; null until two are placed. */
  readonly perMinute: number | null
  readonly minutesLeft: number | null
}

const pauseMinutes = 5

/**
 * Pace from the times at which labels were placed; pauses of more than five minutes do not count as work.
 * @param placedAtMs times in milliseconds, oldest first
 * @param left tracks that still wait
 */
export function paceOf(placedAtMs: readonly number[], left: number): Pace {
  let [workMinutes, placed] = [0, 0]
  for (let index = 1; index < placedAtMs.length; index += 1) {
    const minutes = ((placedAtMs[index] ?? 0) - (placedAtMs[index - 1] ?? 0)) / 60_000
    if (minutes > pauseMinutes) continue
    workMinutes += minutes
    placed += 1
  }
  if (placed === 0 || workMinutes <= 0) return { perMinute: null, minutesLeft: null }
  const perMinute = placed / workMinutes
  return { perMinute, minutesLeft: left / perMinute }
}

/** The pace in words, such as "4.2 a minute · about 25 min left"; '' when there is none yet, the pace alone when nothing is left. */
export function paceText({ perMinute, minutesLeft }: Pace): string {
  if (perMinute === null || minutesLeft === null) return ''
  const pace = `${perMinute >= 10 ? Math.round(perMinute) : perMinute.toFixed(1)} a minute`
  if (minutesLeft <= 0) return pace
  const left = minutesLeft < 90 ? `${Math.max(1, Math.round(minutesLeft))} min` : `${(minutesLeft / 60).toFixed(1)} h`
  return `${pace} · about ${left} left`
}
