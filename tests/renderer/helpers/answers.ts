import type { Result } from '@shared/contract/result'

/** What the main process answers when a call succeeds. */
export const answer = (value: unknown) => (): Result<unknown> => ({ ok: true, value })

/** What the main process answers when a call is refused. */
export const refusal =
  (message = 'It cannot be done.') =>
  (): Result<unknown> => ({ ok: false, code: 'invalid-argument', message, hint: 'Try another.' })
