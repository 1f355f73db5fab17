import { protocol } from 'electron'
import { mediaScheme, pageScheme } from '@shared/contract/ipc-names'
import { answerPage } from './page-response'

/** Registers both of our schemes; must run before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: mediaScheme, privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true, corsEnabled: true } },
  ])
}

/**
 * Serves the built page.
 * @param directory folder of the built renderer; nothing outside it is served
 */
export function servePage(directory: string): void {
  protocol.handle(pageScheme, (request) => answerPage(directory, request.url))
}
