import { describe, expect, it } from 'vitest'
import { settle } from '@shared/contract/result'
import { fail, Failure } from '@shared/domain/failure'
import { describeError, reportUnexpected } from '@shared/domain/report-unexpected'

const broken = (): never => {
  throw new TypeError('x is not a function', { cause: new Error('the index is torn') })
}

describe('an unexpected error', () => {
  it('gets an id, under which the log has its stack and its causes', async () => {
    const log: string[] = []
    const result = await settle(broken, (entry) => log.push(entry))
    expect(result).toMatchObject({
      ok: false,
      code: 'internal',
      message: 'x is not a function',
      id: expect.stringMatching(/^[0-9a-f]{8}$/),
    })
    expect(log).toHaveLength(1)
    expect(log[0]).toContain(`[${result.ok ? '' : String(result.id)}] TypeError: x is not a function\n    at broken (`)
    expect(log[0]).toContain('Caused by: Error: the index is torn\n    at broken (')
  })

  it('is logged once, however often it is reported on its way', () => {
    const log: string[] = []
    const first = reportUnexpected(new Error('torn'), (entry) => log.push(entry))
    const second = reportUnexpected(first, (entry) => log.push(entry))
    expect(second).toBe(first)
    expect(log).toHaveLength(1)
  })

  it('ends its causes where they turn in a circle', () => {
    const error = new Error('round')
    error.cause = error
    expect(describeError(error).match(/Error: round/g)).toHaveLength(8)
  })

  it('may be anything that was thrown', () => {
    expect(describeError('words')).toBe('words')
    expect(describeError(new Failure('internal', 'No vocabulary.', 'Start again.', { cause: 'a line' }))).toMatch(
      /^Failure: No vocabulary\.\n {4}at [^]*\nCaused by: a line$/,
    )
  })
})

it('an expected failure is not logged and has no id', async () => {
  const log: string[] = []
  const result = await settle(
    () => fail('not-found', 'No such run.', 'See the list.'),
    (entry) => log.push(entry),
  )
  expect(result).toEqual({ ok: false, code: 'not-found', message: 'No such run.', hint: 'See the list.' })
  expect(log).toEqual([])
})
