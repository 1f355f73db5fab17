import { appChannels } from '@shared/contract/app'
import {
  type AppChannelName,
  channels,
  type ChannelName,
  type Handlers,
  type ServiceChannelName,
  writePaths,
} from '@shared/contract/channels'
import { parseOwn, parseWith, type Result, settle } from '@shared/contract/result'
import { fail } from '@shared/domain/failure'
import type { WriteLog } from '@shared/domain/report-unexpected'
import { type CallSender, isTrustedSender } from './trusted-sender'

/** Who may call, and who answers. */
export interface CallRoutes {
  /** Addresses that our page may have. */
  readonly addresses: readonly string[]
  readonly app: Handlers<AppChannelName>
  readonly service: (name: ServiceChannelName, argument: unknown, library: string | null) => Promise<Result<unknown>>
  /** Whether a dialog of this session led to a path. */
  readonly mayWrite: (path: string) => boolean
  readonly log: WriteLog
}

/** A call as it came, not checked yet. */
export interface RawCall {
  readonly name: unknown
  readonly argument: unknown
  /** Path of the library that the call is about; anything but a text: whichever is open. */
  readonly library?: unknown
}

/** Answers one call of the window: checks sender, name and the paths that it writes to, then hands it to the one who knows. */
export async function answerCall(routes: CallRoutes, sender: CallSender, { name, argument, library }: RawCall): Promise<Result<unknown>> {
  const answer = await settle(() => {
    if (!isTrustedSender(sender, routes.addresses))
      return fail('forbidden', 'This page may not call Circumplex.', 'Use the window of the program.')
    if (!isChannelName(name)) return fail('forbidden', `There is no call named ${String(name)}.`, 'Update the program.')
    for (const path of writePaths(name, argument)) checkWrite(routes, path)
    return isAppChannel(name)
      ? answerInMain(routes, name, argument)
      : routes.service(name, argument, typeof library === 'string' ? library : null)
  }, routes.log)
  return answer.ok ? answer.value : answer
}

function checkWrite({ mayWrite }: CallRoutes, path: string): void {
  if (mayWrite(path)) return
  fail(
    'forbidden',
    `The window may not write ${path}: nobody chose it in a dialog.`,
    'Choose the file or folder in the dialog, then try again.',
  )
}

function answerInMain({ app, log }: CallRoutes, name: AppChannelName, argument: unknown): Promise<Result<unknown>> {
  const { argument: argumentSchema, result: resultSchema } = appChannels[name]
  const handler = app[name] as (argument: unknown) => unknown
  return settle(async () => {
    const value = await handler(parseWith(argumentSchema, argument, `the argument of ${name}`))
    return parseOwn<unknown>(resultSchema, value, `the result of ${name}`)
  }, log)
}

function isChannelName(name: unknown): name is ChannelName {
  return typeof name === 'string' && Object.hasOwn(channels, name)
}

function isAppChannel(name: ChannelName): name is AppChannelName {
  return Object.hasOwn(appChannels, name)
}
