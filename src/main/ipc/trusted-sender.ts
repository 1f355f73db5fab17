import type { IpcMainInvokeEvent } from 'electron'

/**
 * Whether a message comes from the top frame of our own window, showing our own page.
 * @param origins addresses that our page may have, such as "circumplex-app://window/"
 */
export function isTrustedSender(event: IpcMainInvokeEvent, origins: readonly string[]): boolean {
  const frame = event.senderFrame
  if (!frame || frame !== event.sender.mainFrame) return false
  return origins.some((origin) => frame.url.startsWith(origin))
}
