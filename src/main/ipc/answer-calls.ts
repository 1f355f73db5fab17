import { ipcMain } from 'electron'
import { callChannel } from '@shared/contract/ipc-names'
import { answerCall, type CallRoutes } from './answer-call'

/** Answers every call of the window, over the one raw channel. */
export function answerCalls(routes: CallRoutes): void {
  ipcMain.handle(callChannel, (event, name: unknown, argument: unknown, library: unknown) =>
    answerCall(routes, event, { name, argument, library }),
  )
}
