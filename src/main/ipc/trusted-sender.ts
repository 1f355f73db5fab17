import { isOurPage } from '@shared/contract/our-page'

/** Who sent a call: Electron's event of it. */
export interface CallSender {
  readonly senderFrame: { readonly url: string } | null
  readonly sender: { readonly mainFrame: unknown }
}

/**
 * Whether a message comes from the top frame of our own window, showing our own page.
 * @param addresses addresses that our page may have, such as "circumplex-app://window/"
 */
export function isTrustedSender(event: CallSender, addresses: readonly string[]): boolean {
  const frame = event.senderFrame
  if (!frame || frame !== event.sender.mainFrame) return false
  return isOurPage(frame.url, addresses)
}
