import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerMedia } from '@main/app/media-response'
import { temporaryFolder } from '../../helpers/library'

/** Asks for a part of a file of ten bytes, 0 to 9. */
function ask(range: string | null, path = digits()): Promise<Response> {
  const request = { url: 'circumplex-media://track/1', headers: new Headers(range === null ? {} : { range }) }
  return answerMedia(request, (url) => Promise.resolve(url === request.url ? path : null))
}

function digits(name = 'song.flac', content = '0123456789'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

describe('the media scheme', () => {
  it('serves a whole file when no part is asked for', async () => {
    const response = await ask(null)
    expect([response.status, await response.text()]).toEqual([200, '0123456789'])
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'audio/flac',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'access-control-allow-origin': 'circumplex-app://window',
    })
  })

  it.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=4-6', '456', 'bytes 4-6/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=7-99', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
  ])('serves the part %s as 206', async (range, text, contentRange) => {
    const response = await ask(range)
    expect([response.status, response.headers.get('content-range'), response.headers.get('content-length')]).toEqual([
      206,
      contentRange,
      String(text.length),
    ])
    expect(await response.text()).toBe(text)
  })

  it('refuses a part behind the end', async () => {
    const response = await ask('bytes=10-')
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */10'])
  })

  it('serves an empty file', async () => {
    const response = await ask(null, digits('empty.wav', ''))
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '0', ''])
  })

  it('answers 404 for what the library does not know, what is gone, and a folder', async () => {
    const unknown = await answerMedia({ url: 'circumplex-media://track/2', headers: new Headers() }, () => Promise.resolve(null))
    const gone = await ask(null, join(temporaryFolder(), 'gone.mp3'))
    expect([unknown.status, gone.status, (await ask(null, temporaryFolder())).status]).toEqual([404, 404, 404])
  })
})
