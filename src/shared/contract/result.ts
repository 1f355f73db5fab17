import { z } from 'zod'
import { asFailure, Failure, failureCodes } from '../domain/failure'

const failureSchema = z.object({
  ok: z.literal(false),
  code: z.enum(failureCodes),
  message: z.string(),
  hint: z.string(),
})

/** What crosses a process border: a value, or why there is none and what to do. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | z.infer<typeof failureSchema>

/** The schema of a `Result` around the schema of its value. */
export const resultSchema = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), failureSchema])

/** Runs work and catches what it throws as a `Result`. */
export async function settle<Value>(work: () => Promise<Value> | Value): Promise<Result<Value>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    const { code, message, hint } = asFailure(error)
    return { ok: false, code, message, hint }
  }
}

/** The value of a `Result`; throws its `Failure` when there is none. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw new Failure(result.code, result.message, result.hint)
}

/**
 * Checks a value against a schema.
 * @param what names the value in the message, such as "the argument of tracks.page"
 * @throws Failure `invalid-argument` that names the first wrong field
 */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue && issue.path.length > 0 ? ` (${issue.path.join('.')})` : ''
  throw new Failure('invalid-argument', `${what}${where}: ${issue?.message ?? 'not valid'}`, 'Correct this value, then try again.')
}
