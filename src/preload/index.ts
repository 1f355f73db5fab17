import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { AppEvent } from '@shared/contract/events'
import { callChannel, eventChannel } from '@shared/contract/ipc-names'
import type { CircumplexApi } from './api'

const api: CircumplexApi = {
  call: (name, argument, library = null) => ipcRenderer.invoke(callChannel, name, argument, library),
  onEvent: (listener) => {
    const receive = (_event: unknown, appEvent: AppEvent): void => listener(appEvent)
    ipcRenderer.on(eventChannel, receive)
    return () => void ipcRenderer.removeListener(eventChannel, receive)
  },
  pathOfFile: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ''),
  sandboxed: process.sandboxed,
}

contextBridge.exposeInMainWorld('circumplex', api)
