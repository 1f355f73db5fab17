import { expect, test } from 'vitest'
import { addCounts, countsOfExit, countsOfPlaywright, countsOfVitest } from '../../scripts/test/counts.mjs'

const vitestReport = (report) =>
  JSON.stringify({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [], ...report })

test('a tool without a report counts as one test', () => {
  expect([countsOfExit(0), countsOfExit(2)]).toEqual([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 0, failed: 1, skipped: 0 },
  ])
})

test('a test file that does not load counts as a failed test', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ]
  expect(countsOfVitest(vitestReport({ testResults }), 1)).toEqual({ passed: 3, failed: 1, skipped: 1 })
})

test('a failed test is not counted twice', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }]
  expect(countsOfVitest(vitestReport({ numFailedTests: 1, testResults }), 1).failed).toBe(1)
})

test('a tool that fails without naming a test is never green', () => {
  expect(countsOfVitest(vitestReport({}), 1).failed).toBe(1)
  expect(countsOfPlaywright(JSON.stringify({ stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }), 1).failed).toBe(1)
})

test('a window test that passed only when repeated counts as failed', () => {
  expect(countsOfPlaywright(JSON.stringify({ stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 3 }, errors: [] }), 1)).toEqual({
    passed: 2,
    failed: 2,
    skipped: 3,
  })
})

test('counts are added', () => {
  expect(
    addCounts([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ]),
  ).toEqual({ passed: 11, failed: 22, skipped: 33 })
})
