import { type ChannelName, isOfLibrary } from '@shared/contract/channels'
import { ofFormerLibrary } from '@shared/contract/result'
import type { LibrarySession } from './library-session'

/**
 * Runs a call, so that one about the open library reaches no other than it was meant for, nor fails because its own was closed.
 * @param call.library path of the library that the call is about; null: whichever is open
 * @throws Failure `cancelled` when another library is open, or was opened while a failing call was at work
 */
export async function inOneLibrary<Value>(
  session: LibrarySession,
  call: { readonly name: ChannelName; readonly library: string | null },
  work: () => Promise<Value>,
): Promise<Value> {
  if (!isOfLibrary(call.name)) return work()
  const library = session.current()
  if (call.library !== null && call.library !== library?.directory) throw ofFormerLibrary()
  try {
    return await work()
  } catch (error) {
    throw session.current() === library ? error : ofFormerLibrary(error)
  }
}
