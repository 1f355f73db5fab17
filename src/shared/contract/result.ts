import { z } from 'zod'
import { Failure, failureCodes, reportHint } from '../domain/failure'
import { reportUnexpected, type WriteLog } from '../domain/report-unexpected'

/** A `Failure` as data. */
export const failureSchema = z.object({
  code: z.enum(failureCodes),
  message: z.string(),
  hint: z.string(),
  /** Names the entry of the log that holds the cause; left out for an expected failure. */
  id: z.string().optional(),
})
export type FailureData = z.infer<typeof failureSchema>

const refusalSchema = failureSchema.extend({ ok: z.literal(false) })

/** What crosses a process border: a value, or why there is none and what to do. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | z.infer<typeof refusalSchema>

/** The schema of a `Result` around the schema of its value. */
export const resultSchema = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), refusalSchema])

/**
 * Runs work and catches what it throws as a `Result`.
 * @param log takes the cause of an unexpected failure, under the id that the result carries
 */
export async function settle<Value>(work: () => Promise<Value> | Value, log: WriteLog): Promise<Result<Value>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, ...failureData(reportUnexpected(error, log)) }
  }
}

/** What of a `Failure` crosses a process border; its cause stays behind, in the log. */
export function failureData({ code, message, hint, id }: Failure): FailureData {
  return id === undefined ? { code, message, hint } : { code, message, hint, id }
}

/** The `Failure` that came as data. */
export function failureOf({ code, message, hint, id }: FailureData): Failure {
  return new Failure(code, message, hint, { id })
}

/** Ends a call about a library that is no longer open; nobody is shown it, as nobody waits for it any more. */
export function ofFormerLibrary(cause?: unknown): Failure {
  return new Failure('cancelled', 'Another library was opened meanwhile.', 'Do it again in the library that is open now.', { cause })
}

/** The value of a `Result`; throws its `Failure` when there is none. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw failureOf(result)
}

/**
 * Checks a value that somebody gave against a schema.
 * @param what names the value in the message, such as "the argument of tracks.page"
 * @throws Failure `invalid-argument` that names the first wrong field
 */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Failure('invalid-argument', describeIssue(what, parsed.error), 'Correct this value, then try again.')
}

/**
 * Checks a value that the program itself made, such as what a worker or a handler answers, against a schema.
 * @param what names the value in the message, such as "an item of the features worker"
 * @throws Failure `internal` that names the first wrong field
 */
export function parseOwn<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Failure('internal', describeIssue(what, parsed.error), reportHint, { cause: parsed.error })
}

function describeIssue(what: string, { issues: [issue] }: z.ZodError): string {
  const where = issue && issue.path.length > 0 ? ` (${issue.path.join('.')})` : ''
  return `${what}${where}: ${issue?.message ?? 'not valid'}`
}
