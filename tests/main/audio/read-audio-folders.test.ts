import { appendFileSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importAudio } from '@main/audio/read-audio-folders'
import type { ImportAudioItem } from '@shared/contract/workers/import-audio'
import { importAudioItemSchema } from '@shared/contract/workers/import-audio'
import { Failure } from '@shared/domain/failure'
import { describe, expect, it } from 'vitest'
import { audioFixture, copyFixture, cutFixture, recordingListeners, temporaryFolder } from '../../helpers/audio-fixtures'

async function importFrom(folders: string[], known: ImportAudioItem[] = []) {
  const listeners = recordingListeners<ImportAudioItem>()
  const knownFiles = known.flatMap((item) => (item.kind === 'file' ? [item] : []))
  const result = await importAudio({ folders, knownFiles }, listeners)
  for (const item of listeners.items) importAudioItemSchema.parse(item)
  return { result, items: listeners.items, reported: listeners.reported }
}

/** Names and kinds of items, in order. */
function outline(items: readonly ImportAudioItem[], folder: string): string[] {
  return items.map((item) => `${item.kind} ${item.path.slice(folder.length + 1)}`)
}

describe('importAudio', () => {
  it.each(['tone.mp3', 'tone.flac', 'tone.ogg', 'tone.opus'])('reads everything that %s says', async (name) => {
    const folder = temporaryFolder()
    copyFixture(name, join(folder, name))
    const { items } = await importFrom([folder])
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      kind: 'file',
      durationSeconds: 1,
      channels: 1,
      metadata: {
        title: 'Étude №1',
        artist: 'Ünlü & Co',
        album: 'Fixtures',
        genre: 'Test',
        year: 2024,
        comment: 'calm, "quoted"',
        lyrics: 'first line\nzweite Zeile',
      },
    })
    expect(items[0]).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), loudnessDb: expect.closeTo(-10.3, 0) })
  })

  it('reads UTF-8 in the tags of WAV files', async () => {
    const folder = temporaryFolder()
    copyFixture('tone.wav', join(folder, 'tone.wav'))
    expect((await importFrom([folder])).items[0]).toMatchObject({ metadata: { title: 'Étude №1', artist: 'Ünlü & Co' } })
  })

  it('reads folders recursively, sets bad files aside and passes over what is no audio', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'b ünder', 'deep'), { recursive: true })
    mkdirSync(join(folder, '.hidden'))
    mkdirSync(join(folder, 'Other.circumplex'))
    copyFixture('tone.wav', join(folder, 'a.WAV'))
    copyFixture('tone.ogg', join(folder, 'b ünder', 'deep', `it's "x" $(y).ogg`))
    for (const passed of ['.hidden', 'Other.circumplex']) copyFixture('tone.wav', join(folder, passed, 'x.wav'))
    for (const other of ['notes.txt', 'cover.jpg', 'list.json', '._a.wav']) writeFileSync(join(folder, other), 'x')
    writeFileSync(join(folder, 'empty.mp3'), '')
    cutFixture('tone.flac', 0.5, folder)
    symlinkSync(folder, join(folder, 'loop'))
    symlinkSync(join(folder, 'a.WAV'), join(folder, 'same.wav'))
    symlinkSync(join(folder, 'gone.wav'), join(folder, 'broken.wav'))
    const { result, items, reported } = await importFrom([folder, join(folder, 'b ünder')])
    expect(outline(items, folder).sort()).toEqual([
      'file a.WAV',
      `file b ünder/deep/it's "x" $(y).ogg`,
      'set-aside broken.wav',
      'set-aside cut-tone.flac',
      'set-aside empty.mp3',
    ])
    expect(result).toEqual({ imported: 2, unchanged: 0, setAside: 3 })
    expect(reported.at(-1)).toEqual({ done: 4, total: 4 })
    for (const item of items)
      if (item.kind === 'set-aside')
        expect(item).toMatchObject({ code: expect.stringMatching(/^file-/), hint: expect.stringMatching(/\w/) })
  })

  it('decodes again only what has changed', async () => {
    const folder = temporaryFolder()
    const [kept, changed] = ['kept.wav', 'changed.wav'].map((name) => copyFixture('tone.wav', join(folder, name)))
    const first = await importFrom([folder])
    expect(first.result.imported).toBe(2)
    appendFileSync(changed ?? '', 'LIST')
    utimesSync(changed ?? '', new Date(), new Date(Date.now() + 5000))
    const second = await importFrom([folder], first.items)
    expect(outline(second.items, folder)).toEqual(['file changed.wav', 'unchanged kept.wav'])
    expect(kept).toBeDefined()
  })

  it('gives equal content the same digest', async () => {
    const folder = temporaryFolder()
    for (const name of ['one.wav', 'two.wav']) copyFixture('tone.wav', join(folder, name))
    const { items } = await importFrom([folder])
    expect(new Set(items.map((item) => item.kind === 'file' && item.digest)).size).toBe(1)
  })

  it('refuses a folder that is missing and a file where a folder is wanted', async () => {
    const folder = temporaryFolder()
    await expect(importFrom([folder, join(folder, 'nowhere')])).rejects.toMatchObject({
      code: 'file-missing',
      message: expect.stringContaining('nowhere'),
    })
    await expect(importFrom([audioFixture('tone.wav')])).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('a folder is wanted'),
    })
  })

  it('stops when it is cancelled', async () => {
    const folder = temporaryFolder()
    for (const name of ['one.wav', 'two.wav', 'three.wav']) copyFixture('tone.wav', join(folder, name))
    const abort = new AbortController()
    const listeners = recordingListeners<ImportAudioItem>(abort.signal)
    const stopping = {
      ...listeners,
      item: (item: ImportAudioItem) => (listeners.item(item), abort.abort(new Failure('cancelled', 'The job was cancelled.', ''))),
    }
    await expect(importAudio({ folders: [folder], knownFiles: [] }, stopping)).rejects.toMatchObject({ code: 'cancelled' })
    expect(listeners.items).toHaveLength(1)
  })
})
