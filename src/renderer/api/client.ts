import { type ChannelArgument, type ChannelName, type ChannelResult, isOfLibrary } from '@shared/contract/channels'
import { ofFormerLibrary, unwrap } from '@shared/contract/result'
import { shownLibrary } from './library-change'
import { plain } from './plain'

/**
 * Asks the program for something. A call about the library that the window shows ends with it: it is not answered by another library.
 * @param name the channel, as declared in the contract
 * @returns the value of the answer
 * @throws Failure with code, message, hint and id when the answer is a refusal; `cancelled` when another library was opened meanwhile
 */
export async function call<Name extends ChannelName>(name: Name, argument: ChannelArgument<Name>): Promise<ChannelResult<Name>> {
  const library = isOfLibrary(name) ? shownLibrary() : null
  const answer = await window.circumplex.call(name, plain(argument), library)
  if (library !== null && library !== shownLibrary()) throw ofFormerLibrary()
  return unwrap(answer)
}

/** The path on disk of a file or folder that was dropped on the window, or '' when it has none. */
export function pathOfFile(file: File): string {
  return window.circumplex.pathOfFile(file)
}
