import type { AppEvent } from '@shared/contract/events'
import type { ChannelArgument, ChannelName, ChannelResult } from '@shared/contract/channels'
import type { Result } from '@shared/contract/result'

/** The one object that the window is given, as `window.circumplex`. */
export interface CircumplexApi {
  /**
   * Calls a channel; a refusal or an error is an answer, never a rejection.
   * @param library path of the library that the call is about; when another one is open, the call is refused as `cancelled`
   */
  call<Name extends ChannelName>(name: Name, argument: ChannelArgument<Name>, library?: string | null): Promise<Result<ChannelResult<Name>>>
  /** Listens to events of the program. Returns a function that ends it. */
  onEvent(listener: (event: AppEvent) => void): () => void
  /** The path on disk of a file that was dropped on the window. */
  pathOfFile(file: unknown): string
  /** Whether this process is sandboxed (shown in diagnostics, asserted in tests). */
  readonly sandboxed: boolean
}
