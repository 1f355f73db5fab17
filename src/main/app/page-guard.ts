import { type Session, shell, type WebContents } from 'electron'
import { isOurPage } from '@shared/contract/our-page'

/**
 * Keeps a window on our page: no other address is opened in it, no second window, no foreign view.
 * @param addresses addresses that our page may have; the first is shown again when another one came up nevertheless
 */
export function keepOnOurPage(contents: WebContents, addresses: readonly [string, ...string[]]): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url)
    return { action: 'deny' }
  })
  const refuse = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOurPage(event.url, addresses)) event.preventDefault()
  }
  contents.on('will-navigate', refuse).on('will-frame-navigate', refuse).on('will-redirect', refuse)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Chromium asks nobody before it shows about:blank.
  contents.on('did-navigate', (_event, url) => {
    if (!isOurPage(url, addresses)) void contents.loadURL(addresses[0])
  })
}

/** Grants the page nothing: it plays audio and asks us for everything else. */
export function grantNoPermission(session: Session): void {
  session.setPermissionCheckHandler(() => false)
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setDevicePermissionHandler(() => false)
}
