import { copyFileSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunWorker } from '@main/jobs/run-worker'
import { describeAudioImport } from '@main/library/store-audio-folders'
import { startAudioImport } from '@main/library/import-audio-job'
import { findMissing } from '@main/library/find-missing'
import { allFiles, duplicateFiles, fileOfTrack } from '@main/store/files'
import { setAsideRows } from '@main/store/set-aside'
import { readText } from '@main/store/texts'
import { trackIds, trackRows } from '@main/store/track-pages'
import { audioFixture, fixtureTone, writeWav } from '../../helpers/audio-fixtures'
import { inProcessWorkers } from '../../helpers/in-process-workers'
import { temporaryFolder } from '../../helpers/library'
import { createTestContext, type TestContext } from '../../helpers/service-context'
import { addTrack } from '../../helpers/track'

const byTitle = { by: 'title', direction: 'ascending' } as const

async function importFolder({ context }: TestContext, folder: string) {
  const { jobId } = startAudioImport(context, [folder])
  return (await context.jobs.whenFinished(jobId)) ?? expect.unreachable('the job was not kept')
}

function musicFolder(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'Album'))
  copyFileSync(audioFixture('tone.mp3'), join(folder, 'tone.mp3'))
  copyFileSync(audioFixture('tone.flac'), join(folder, 'Album', '02 Somebody - Sounding.flac'))
  return folder
}

const setup = (runWorker: RunWorker = inProcessWorkers()): TestContext => createTestContext({ runWorker })

describe('the import of audio', () => {
  it('imports what is new, sets aside what is no audio, and knows everything the second time', async () => {
    const test = setup()
    const folder = musicFolder()
    writeFileSync(join(folder, 'notes.txt'), 'no audio')
    writeFileSync(join(folder, 'empty.wav'), '')
    const first = await importFolder(test, folder)
    expect(first).toMatchObject({ state: 'done', outcome: '2 tracks imported, 1 set aside' })
    expect(first.value).toMatchObject({ imported: 2, unchanged: 0, setAside: [{ path: join(folder, 'empty.wav') }] })
    expect(setAsideRows(test.library.database)).toMatchObject([{ path: join(folder, 'empty.wav'), reason: expect.stringMatching(/./) }])
    expect(test.events).toContainEqual({ type: 'changed', topics: expect.arrayContaining(['tracks']) })

    const second = await importFolder(test, folder)
    expect(second.value).toMatchObject({ imported: 0, unchanged: 2 })
    copyFileSync(audioFixture('tone.wav'), join(folder, 'empty.wav'))
    expect((await importFolder(test, folder)).value).toMatchObject({ imported: 1, unchanged: 2, setAside: [] })
    expect(setAsideRows(test.library.database)).toEqual([])
  })

  it('notes the same content elsewhere as a duplicate and follows a file that moved', async () => {
    const test = setup()
    const folder = musicFolder()
    await importFolder(test, folder)
    copyFileSync(join(folder, 'tone.mp3'), join(folder, 'copy.mp3'))
    expect((await importFolder(test, folder)).value).toMatchObject({ imported: 0, unchanged: 3 })
    expect(duplicateFiles(test.library.database).map(({ path }) => path)).toEqual([join(folder, 'copy.mp3')])

    renameSync(join(folder, 'Album'), join(folder, 'Renamed'))
    expect((await importFolder(test, folder)).value).toMatchObject({ imported: 0 })
    const paths = allFiles(test.library.database).map(({ path }) => path)
    expect(paths.sort()).toEqual([join(folder, 'Renamed', '02 Somebody - Sounding.flac'), join(folder, 'tone.mp3')])
    expect(test.library.database.prepare('SELECT count(*) FROM tracks').pluck().get()).toBe(2)
  })

  it('keeps the track when the content of its file changes', async () => {
    const test = setup()
    const folder = temporaryFolder()
    const path = writeWav(join(folder, 'piece.wav'), 1, 8000, fixtureTone)
    await importFolder(test, folder)
    const [before] = allFiles(test.library.database)
    writeWav(path, 2, 8000, fixtureTone)
    utimesSync(path, new Date(), new Date(Date.now() + 5000))
    await importFolder(test, folder)
    const [after] = allFiles(test.library.database)
    expect(after).toMatchObject({ trackId: before?.trackId, path, durationSeconds: 2 })
    expect(after?.digest).not.toBe(before?.digest)
  })

  it('names tracks by their tags, else by their file, and takes texts that lie beside the audio', async () => {
    const test = setup()
    const folder = musicFolder()
    writeWav(join(folder, 'Album', '02 Somebody - Sounding 2.wav'), 1, 8000, fixtureTone)
    writeFileSync(join(folder, 'Album', '02 Somebody - Sounding 2.lrc'), '[ti:x]\n[00:01.00]La la\n')
    writeFileSync(join(folder, 'Album', '02 Somebody - Sounding 2.txt'), 'second choice')
    writeFileSync(join(folder, 'Album', '02 Somebody - Sounding 2.comments.txt'), 'So sad')
    await importFolder(test, folder)
    const ids = trackIds(test.library.database, { search: 'sounding 2' }, byTitle)
    expect(trackRows(test.library.database, ids)).toMatchObject([
      { title: 'Sounding 2', artist: 'Somebody', album: 'Album', hasLyrics: true, hasComments: true },
    ])
    expect(readText(test.library.database, ids[0] ?? 0, 'lyrics')).toBe('La la')
  })

  it('gives its audio to a track that waits for it', async () => {
    const test = setup()
    const folder = temporaryFolder()
    const waiting = addTrack(test.library, { externalId: '532216', title: 'I Know', artist: 'Fiona Apple' })
    copyFileSync(audioFixture('tone.wav'), join(folder, '532216.wav'))
    await importFolder(test, folder)
    expect(fileOfTrack(test.library.database, waiting)).toMatchObject({ path: join(folder, '532216.wav'), format: 'wav' })
    expect(trackRows(test.library.database, [waiting])).toMatchObject([{ title: 'I Know' }])
    expect(trackIds(test.library.database, {}, byTitle)).toHaveLength(1)
  })

  it('stores paths inside the library relative to it', async () => {
    const test = setup()
    const folder = join(test.library.directory, 'sample', 'audio')
    mkdirSync(folder, { recursive: true })
    copyFileSync(audioFixture('tone.wav'), join(folder, 'tone.wav'))
    await importFolder(test, folder)
    expect(allFiles(test.library.database)).toMatchObject([{ path: 'sample/audio/tone.wav' }])
    expect((await importFolder(test, folder)).value).toMatchObject({ unchanged: 1 })
  })

  it('keeps what was stored when it is cancelled', async () => {
    const workers = inProcessWorkers()
    const test: TestContext = setup((kind, payload, listeners) =>
      workers(kind, payload, {
        ...listeners,
        onItem: (item) => {
          listeners.onItem?.(item)
          test.context.jobs.cancel(test.context.jobs.list()[0]?.id ?? '')
        },
      }),
    )
    expect(await importFolder(test, musicFolder())).toMatchObject({
      state: 'cancelled',
      failure: { hint: expect.stringContaining('kept') },
    })
    expect(allFiles(test.library.database)).toHaveLength(1)
  })

  it('refuses a folder that is not there', async () => {
    const job = await importFolder(setup(), join(temporaryFolder(), 'absent'))
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'file-missing' } })
  })
})

describe('findMissing', () => {
  it('finds files by their content below a folder, and says how many are still missing', async () => {
    const test = setup()
    const folder = musicFolder()
    const elsewhere = temporaryFolder()
    await importFolder(test, folder)
    mkdirSync(join(elsewhere, 'deep'))
    renameSync(join(folder, 'tone.mp3'), join(elsewhere, 'deep', 'other name.mp3'))
    rmSync(join(folder, 'Album'), { recursive: true })
    expect(await findMissing(test.library, elsewhere)).toEqual({ found: 1, stillMissing: 1 })
    expect(allFiles(test.library.database).map(({ path, missing }) => [path, missing])).toEqual(
      expect.arrayContaining([
        [join(elsewhere, 'deep', 'other name.mp3'), false],
        [join(folder, 'Album', '02 Somebody - Sounding.flac'), true],
      ]),
    )
    await expect(findMissing(test.library, join(elsewhere, 'absent'))).rejects.toMatchObject({ code: 'file-missing' })
  })
})

it('describes an import in one sentence', () => {
  expect(describeAudioImport({ imported: 1, unchanged: 0, setAside: [] })).toBe('1 track imported')
  expect(describeAudioImport({ imported: 2000, unchanged: 3, setAside: [{ path: '', reason: '' }] })).toBe(
    '2,000 tracks imported, 3 known already, 1 set aside',
  )
})
