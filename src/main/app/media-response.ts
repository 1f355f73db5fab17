import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { type ByteRange, parseByteRange } from './byte-range'
import { pageAddress } from './page-response'

/** The file that an address stands for, or null. */
export type FileOfAddress = (url: string) => Promise<string | null>

const contentTypes: Readonly<Record<string, string>> = {
  '.mp3': 'audio/mpeg',
  '.flac': 'audio/flac',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.wav': 'audio/wav',
  '.m4a': 'audio/mp4',
}

/**
 * Answers a request for audio: only files that the library knows, in parts as asked for. Electron's own file fetch ignores ranges
 * (electron/electron#38749), so seeking needs our own 206.
 */
export async function answerMedia(request: Pick<Request, 'url' | 'headers'>, fileOf: FileOfAddress): Promise<Response> {
  const path = await fileOf(request.url)
  if (path === null) return new Response('Not in the library', { status: 404 })
  const file = await stat(path).catch(() => null)
  if (!file?.isFile()) return new Response('The file is missing', { status: 404 })
  return answerRange(path, file.size, request.headers.get('range'))
}

function answerRange(path: string, size: number, header: string | null): Response {
  const range = parseByteRange(header, size)
  if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
  const part: ByteRange = range === 'whole' ? { first: 0, last: size - 1 } : range
  const headers: Record<string, string> = {
    'content-type': contentTypes[extname(path).toLowerCase()] ?? 'application/octet-stream',
    'content-length': String(part.last - part.first + 1),
    'accept-ranges': 'bytes',
    'access-control-allow-origin': pageAddress.replace(/\/$/, ''),
  }
  if (range !== 'whole') headers['content-range'] = `bytes ${part.first}-${part.last}/${size}`
  return new Response(size === 0 ? null : bodyOf(path, part), { status: range === 'whole' ? 200 : 206, headers })
}

function bodyOf(path: string, { first, last }: ByteRange): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, { start: first, end: last })) as ReadableStream<Uint8Array>
}
