/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** Counts of a tool that only says yes or no: itself is the test. */
export function countsOfExit(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/**
 * Counts of vitest's JSON report. A file that fails before its first test counts as one failed test.
 * @param {string} json
 * @param {number} code exit code of the tool
 */
export function countsOfVitest(json, code) {
  const report = JSON.parse(json)
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return neverGreenByMistake(counts, code)
}

/** Counts of Playwright's JSON report; a test that only passed when repeated counts as failed. */
export function countsOfPlaywright(json, code) {
  const { stats, errors } = JSON.parse(json)
  return neverGreenByMistake(
    { passed: stats.expected, failed: stats.unexpected + stats.flaky + (errors?.length ?? 0), skipped: stats.skipped },
    code,
  )
}

/** Sum of counts. */
export function addCounts(list) {
  return list.reduce(
    (sum, counts) => ({ passed: sum.passed + counts.passed, failed: sum.failed + counts.failed, skipped: sum.skipped + counts.skipped }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/** A tool that failed without naming a test has failed all the same. */
function neverGreenByMistake(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}
