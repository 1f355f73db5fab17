interface Report {
  readonly done: number
  readonly total: number
}

/**
 * Estimates how long a job still takes from its reports. A job has phases, such as features, then training: what is counted starts anew
 * with each, and so does the estimate, because what one phase took says nothing of the next.
 * @param startedAtMs when the first phase began
 * @returns what takes each report with its time and gives the seconds that its phase still takes; null where nothing can be said yet
 */
export function estimateTimeLeft(startedAtMs: number): (report: Report, nowMs: number) => number | null {
  let begun = { atMs: startedAtMs, done: 0 }
  let last: Report = { done: 0, total: 0 }
  return (report, nowMs) => {
    if (isNextPhase(last, report)) begun = { atMs: nowMs, done: report.done }
    last = report
    const { done, total } = report
    const since = done - begun.done
    return since > 0 && total > 0 ? ((nowMs - begun.atMs) / 1000) * ((total - done) / since) : null
  }
}

/** A count that falls, or another total after all was done. A total that grows while work goes on is the same phase. */
function isNextPhase(last: Report, next: Report): boolean {
  return next.done < last.done || (last.total > 0 && last.done >= last.total && next.total !== last.total)
}
