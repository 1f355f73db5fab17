import type { ServiceChannelName } from '@shared/contract/channels'
import type { AppEvent } from '@shared/contract/events'
import type { Result } from '@shared/contract/result'
import type { WorkerReply, WorkerRequest } from './jobs/relayed-workers'

/** What the main process and the library thread say to each other; both are ours and built together, so types suffice. */
export type ToLibraryThread =
  | {
      readonly type: 'call'
      readonly id: number
      readonly name: ServiceChannelName
      readonly argument: unknown
      /** Path of the library that the call is about; null: whichever is open. */
      readonly library: string | null
    }
  | { readonly type: 'media'; readonly id: number; readonly url: string }
  | WorkerReply
  | { readonly type: 'close'; readonly id: number }

export type FromLibraryThread =
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'event'; readonly event: AppEvent }
  | { readonly type: 'log'; readonly entry: string }
  | WorkerRequest

/** What a library thread is started with. */
export interface LibraryThreadData {
  readonly resourcesDirectory: string
  readonly userDataDirectory: string
}
