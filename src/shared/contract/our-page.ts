/**
 * Whether an address is our page: same scheme and same host as one of its addresses.
 * @param addresses addresses that our page may have, such as "circumplex-app://window/"
 */
export function isOurPage(url: string, addresses: readonly string[]): boolean {
  const site = siteOf(url)
  return site !== null && addresses.some((address) => siteOf(address) === site)
}

/** Scheme, host and port; `URL.origin` is "null" for schemes of our own. */
function siteOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return host === '' ? null : `${protocol}//${host}`
}
