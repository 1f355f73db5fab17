import type { ChannelArgument, ChannelName, ChannelResult } from '@shared/contract/channels'
import { Failure } from '@shared/domain/failure'
import { plain } from './plain'

/**
 * Asks the program for something.
 * @param name the channel, as declared in the contract
 * @returns the value of the answer
 * @throws Failure with code, message and hint when the answer is a refusal
 */
export async function call<Name extends ChannelName>(name: Name, argument: ChannelArgument<Name>): Promise<ChannelResult<Name>> {
  const result = await window.circumplex.call(name, plain(argument))
  if (result.ok) return result.value
  throw new Failure(result.code, result.message, result.hint)
}

/** The path on disk of a file or folder that was dropped on the window, or '' when it has none. */
export function pathOfFile(file: File): string {
  return window.circumplex.pathOfFile(file)
}
