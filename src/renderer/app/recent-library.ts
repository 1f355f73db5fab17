import type { ChannelResult } from '@shared/contract/channels'

/** A library that was open before. */
export type RecentLibrary = ChannelResult<'library.recent'>[number]
