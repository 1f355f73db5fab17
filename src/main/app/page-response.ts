import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { mediaScheme, pageScheme } from '@shared/contract/ipc-names'

/** Address of the window's page; its origin is the only one that may call us. */
export const pageAddress = `${pageScheme}://window/`

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
}

// Style attributes are set by Vuetify, AG Grid and wavesurfer.js; nothing else is relaxed.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  `media-src ${mediaScheme}:`,
  `connect-src 'self' ${mediaScheme}:`,
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/**
 * Answers a request for a file of the built page, under a strict content security policy.
 * @param directory folder of the built renderer; nothing outside it is served
 * @param address such as "circumplex-app://window/assets/index.js"
 */
export async function answerPage(directory: string, address: string): Promise<Response> {
  try {
    const path = fileOfAddress(directory, address)
    if (path === null) return notFound()
    const headers = {
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    }
    return new Response(new Uint8Array(await readFile(path)), { headers })
  } catch {
    return notFound()
  }
}

function notFound(): Response {
  return new Response('Not found', { status: 404 })
}

function fileOfAddress(directory: string, address: string): string | null {
  const name = decodeURIComponent(new URL(address).pathname)
  const path = normalize(join(directory, name === '/' ? 'index.html' : name))
  return path.startsWith(directory + sep) ? path : null
}
