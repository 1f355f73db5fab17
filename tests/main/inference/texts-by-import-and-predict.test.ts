import { execFileSync } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeExcerptsHere } from '@main/inference/excerpts-to-predict'
import { fileReader } from '@main/inference/read-model-inputs'
import { startAudioImport } from '@main/library/import-audio-job'
import { readText } from '@main/store/texts'
import { tokenise } from '@main/text/tokenise'
import { readWordLists } from '@main/text/word-lists'
import { describe, expect, it } from 'vitest'
import { audioFixture, fixtureTone, temporaryFolder, writeWav } from '../../helpers/audio-fixtures'
import { inProcessWorkers } from '../../helpers/in-process-workers'
import { createTestContext } from '../../helpers/service-context'

const lists = readWordLists(join(import.meta.dirname, '../../../resources'))
const tokensOf = (text: string): string[] => tokenise(text, 'lyrics', lists)

/** The tokens that the import of a folder gives its one song. */
async function tokensByImport(folder: string): Promise<string[]> {
  const { context, library } = createTestContext({ runWorker: inProcessWorkers() })
  await context.jobs.whenFinished(startAudioImport(context, [folder]).jobId)
  return tokensOf(readText(library.database, 1, 'lyrics') ?? '')
}

/** The tokens that a model reads of a file. */
async function tokensByPredict(path: string): Promise<string[]> {
  let tokens: string[] = []
  const lyrics = (text: string): Int32Array => {
    tokens = tokensOf(text)
    return new Int32Array(500)
  }
  const read = fileReader({ audio: false, texts: ['lyrics'] }, { excerptsPerTrack: 1, everySeconds: null }, decodeExcerptsHere, { lyrics })
  await read({ path, externalId: null }, new AbortController().signal).tokens
  return tokens
}

const words = 'My fiancée is dancing\nin the golden summer rain\n'
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const stamped = '[ar:Somebody]\r\n[00:01.00]My fiancée is dancing\r\n[00:02.00][00:09.50]in the <00:03.00>golden summer rain\r\n'

describe('the lyrics of a song', () => {
  it.each([
    ['UTF-8', 'song.txt', Buffer.from(words)],
    ['UTF-8 with a byte-order mark', 'song.txt', Buffer.from(`\uFEFF${words}`)],
    ['UTF-16 LE', 'song.txt', Buffer.from(words, 'utf16le')],
    ['UTF-16 LE with a byte-order mark', 'song.txt', Buffer.from(`\uFEFF${words}`, 'utf16le')],
    ['UTF-16 BE', 'song.txt', utf16be(words)],
    ['UTF-16 BE with a byte-order mark', 'song.txt', utf16be(`\uFEFF${words}`)],
    ['Latin-1', 'song.lyrics.txt', Buffer.from(words, 'latin1')],
    ['line ends of Windows', 'song.txt', Buffer.from(words.replaceAll('\n', '\r\n'))],
    ['line ends of old Macs', 'song.TXT', Buffer.from(words.replaceAll('\n', '\r'))],
    ['LRC', 'song.lrc', Buffer.from(stamped)],
    ['LRC in UTF-16', 'song.LRC', Buffer.from(`\uFEFF${stamped}`, 'utf16le')],
  ])('are the same tokens by import and by predict: %s', async (_, name, bytes) => {
    const folder = temporaryFolder()
    const song = writeWav(join(folder, 'song.wav'), 1, 8000, fixtureTone)
    writeFileSync(join(folder, name), bytes)
    const expected = tokensOf(words)
    expect(expected.length).toBeGreaterThan(3)
    expect(await tokensByImport(folder)).toEqual(expected)
    expect(await tokensByPredict(song)).toEqual(expected)
    expect(await tokensByPredict(join(folder, name))).toEqual(expected)
  })

  it('are those of the next file where the best is empty', async () => {
    const folder = temporaryFolder()
    const song = writeWav(join(folder, 'song.wav'), 1, 8000, fixtureTone)
    writeFileSync(join(folder, 'song.lyrics.txt'), ' \n')
    writeFileSync(join(folder, 'song.txt'), words)
    expect(await tokensByImport(folder)).toEqual(tokensOf(words))
    expect(await tokensByPredict(song)).toEqual(tokensOf(words))
  })

  it('are those in the tags where no file lies beside', async () => {
    const folder = temporaryFolder()
    copyFileSync(audioFixture('tone.flac'), join(folder, 'song.flac'))
    const byImport = await tokensByImport(folder)
    expect(byImport.length).toBeGreaterThan(1)
    expect(await tokensByPredict(join(folder, 'song.flac'))).toEqual(byImport)
  })

  it('are missing where there is none, and the reason names the files that may hold them', async () => {
    const path = writeWav(join(temporaryFolder(), 'song.wav'), 1, 8000, fixtureTone)
    await expect(tokensByPredict(path)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('song.lyrics.txt, song.lrc, song.txt'),
    })
  })

  it.skipIf(process.platform === 'win32')('are never waited for at the end of a pipe', async () => {
    const folder = temporaryFolder()
    const song = writeWav(join(folder, 'song.wav'), 1, 8000, fixtureTone)
    execFileSync('mkfifo', [join(folder, 'song.txt')])
    await expect(tokensByPredict(song)).rejects.toThrow('is a named pipe')
    expect(await tokensByImport(folder)).toEqual([])
    copyFileSync(audioFixture('tone.flac'), join(folder, 'song.flac'))
    expect(await tokensByPredict(join(folder, 'song.flac'))).toEqual(['first', 'line', 'zweit', 'zeil'])
  })
})
