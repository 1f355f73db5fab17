import type { ChannelArgument, ChannelName, ChannelResult } from '@shared/contract/channels'
import { unwrap } from '@shared/contract/result'
import { plain } from './plain'

/**
 * Asks the program for something.
 * @param name the channel, as declared in the contract
 * @returns the value of the answer
 * @throws Failure with code, message, hint and id when the answer is a refusal
 */
export async function call<Name extends ChannelName>(name: Name, argument: ChannelArgument<Name>): Promise<ChannelResult<Name>> {
  return unwrap(await window.circumplex.call(name, plain(argument)))
}

/** The path on disk of a file or folder that was dropped on the window, or '' when it has none. */
export function pathOfFile(file: File): string {
  return window.circumplex.pathOfFile(file)
}
