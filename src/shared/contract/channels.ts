import type { z } from 'zod'
import { appChannels, serviceAppChannels } from './app'
import { checkedSetChannels } from './checked-sets'
import { comparisonChannels } from './comparison'
import { deviceChannels } from './device-channels'
import { doctorChannels } from './doctor'
import { explanationChannels } from './explanation-channels'
import { labelChannels } from './labels'
import { learningChannels } from './learning'
import { libraryChannels } from './library'
import { networkFileChannels } from './network-files'
import { predictionChannels } from './prediction'
import { queueChannels } from './review-queue'
import { repairChannels } from './repair'
import { reportChannels } from './reports'
import { runFileChannels } from './run-files'
import { searchChannels } from './search'
import { studyChannels } from './study'
import { trackChannels } from './tracks'
import { trainingChannels } from './training'

/** Channels that the services answer: in the library thread under the window, in the process itself under the command line. */
export const serviceChannels = {
  ...serviceAppChannels,
  ...doctorChannels,
  ...libraryChannels,
  ...trackChannels,
  ...labelChannels,
  ...checkedSetChannels,
  ...learningChannels,
  ...queueChannels,
  ...trainingChannels,
  ...networkFileChannels,
  ...runFileChannels,
  ...reportChannels,
  ...deviceChannels,
  ...comparisonChannels,
  ...studyChannels,
  ...repairChannels,
  ...searchChannels,
  ...predictionChannels,
  ...explanationChannels,
} as const

/**
 * Every channel once: name → schemas of argument and result, `writes`: the fields of the argument that are paths it writes to, and
 * `anyLibrary`: the call is not about the library that is open, and outlives it.
 * Handlers, preload and client follow from it.
 */
export const channels = { ...appChannels, ...serviceChannels } as const

export type ChannelName = keyof typeof channels
export type ServiceChannelName = keyof typeof serviceChannels
export type AppChannelName = keyof typeof appChannels

/**
 * The paths that a call would have written, by what its channel declares in `writes`.
 * @param argument as it came, not checked yet; fields that are no text are left to the schema
 */
export function writePaths(name: ChannelName, argument: unknown): string[] {
  const channel = channels[name]
  const fields: readonly string[] = 'writes' in channel ? channel.writes : []
  const given: ReadonlyMap<string, unknown> = new Map(Object.entries(argument ?? {}))
  return fields.map((field) => given.get(field)).filter((path) => typeof path === 'string')
}

/** Whether a call is about the open library: such a call ends when another one is opened. */
export function isOfLibrary(name: ChannelName): boolean {
  return !Object.hasOwn(appChannels, name) && !('anyLibrary' in channels[name])
}

/** What a caller passes (defaults may be left out). */
export type ChannelArgument<Name extends ChannelName> = z.input<(typeof channels)[Name]['argument']>
/** What a handler receives (defaults filled in). */
export type HandlerArgument<Name extends ChannelName> = z.output<(typeof channels)[Name]['argument']>
export type ChannelResult<Name extends ChannelName> = z.output<(typeof channels)[Name]['result']>

/** One handler for each channel of a set; what it throws becomes a `Result`. */
export type Handlers<Names extends ChannelName> = {
  readonly [Name in Names]: (argument: HandlerArgument<Name>) => Promise<ChannelResult<Name>> | ChannelResult<Name>
}
