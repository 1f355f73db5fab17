import type { CircumplexApi } from '../preload/api'

declare global {
  interface Window {
    /** What the preload script exposes; only src/renderer/api uses it. */
    readonly circumplex: CircumplexApi
  }
}
