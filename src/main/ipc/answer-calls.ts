import { ipcMain } from 'electron'
import { type AppChannelName, channels, type ChannelName, type Handlers, type ServiceChannelName } from '@shared/contract/channels'
import { appChannels } from '@shared/contract/app'
import { callChannel } from '@shared/contract/ipc-names'
import { parseWith, type Result, settle } from '@shared/contract/result'
import { fail } from '@shared/domain/failure'
import { isTrustedSender } from './trusted-sender'

export interface CallRoutes {
  readonly origins: readonly string[]
  readonly app: Handlers<AppChannelName>
  readonly service: (name: ServiceChannelName, argument: unknown) => Promise<Result<unknown>>
}

/** Answers every call of the window: checks sender, name and argument, then hands it to the one who knows. */
export function answerCalls(routes: CallRoutes): void {
  ipcMain.handle(callChannel, async (event, name: unknown, argument: unknown): Promise<Result<unknown>> => {
    if (!isTrustedSender(event, routes.origins))
      return settle(() => fail('forbidden', 'This page may not call Circumplex.', 'Use the window of the program.'))
    if (!isChannelName(name)) return settle(() => fail('forbidden', `There is no call named ${String(name)}.`, 'Update the program.'))
    if (isAppChannel(name)) return settle(() => answerInMain(routes.app, name, argument))
    return routes.service(name, argument)
  })
}

async function answerInMain(handlers: Handlers<AppChannelName>, name: AppChannelName, argument: unknown): Promise<unknown> {
  const handler = handlers[name] as (argument: unknown) => unknown
  return handler(parseWith(appChannels[name].argument, argument, `the argument of ${name}`))
}

function isChannelName(name: unknown): name is ChannelName {
  return typeof name === 'string' && Object.hasOwn(channels, name)
}

function isAppChannel(name: ChannelName): name is AppChannelName {
  return Object.hasOwn(appChannels, name)
}
