import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import { call } from './client'

/** Puts texts on the clipboard; says so once they are there, and what went wrong where they are not. */
export function useCopy() {
  const { guard } = useErrors()
  const { show } = useToasts()

  /** @param done what is said then */
  async function copy(text: string, done: string): Promise<void> {
    await guard(async () => {
      await call('app.copyText', { text })
      show(done)
    })
  }

  return { copy }
}
