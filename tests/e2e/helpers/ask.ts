import type { Page } from '@playwright/test'

/** Calls the program from its own page, and throws what it refuses. */
export function ask(page: Page, name: string, argument: unknown): Promise<unknown> {
  return page.evaluate(
    async ([channel, given]) => {
      const call = window.circumplex.call as (
        name: string,
        argument: unknown,
      ) => Promise<{ ok: boolean; value?: unknown; message?: string }>
      const answer = await call(channel, given)
      if (!answer.ok) throw new Error(`${channel}: ${answer.message ?? ''}`)
      return answer.value
    },
    [name, argument] as const,
  )
}
